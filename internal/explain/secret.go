package explain

import (
	"regexp"
	"strings"
	"sync"
)

var (
	secretWord = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|_)(password|passwd|passphrase|pass|pwd|secret|secrets|token|credential|credentials|auth|apikey|(api|access|secret|private|encryption|signing|auth|master)_?key|secret_key_base)(_|$)`)
	})
	notASecret = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(old)?pwd$|(_file|_path|_dir|_url|_name|_id|_header|_ttl|_expiry|_algorithm|_type|_method)$|(^|_)(tokens|max_token|max_tokens|tokenizer|token_limit|public)(_|$)`)
	})
	// knownSecret is a key of a well-known service, by its beginning, whatever it is called.
	knownSecret = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(sk-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|hf_[A-Za-z0-9]{20,}|AIza[0-9A-Za-z_-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY)`)
	})
	addressPass = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[^\s:/@]*:([^\s:/@]+)@`) })
	// placeholder is a value that is no secret, whatever it is called: a switch, or a note to fill it in.
	placeholder = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(|true|false|yes|no|on|off|0|1|none|null|change[-_]?me|your[-_ ].*|<.*>|\*+|\.\.\.|x+|todo|placeholder)$`)
	})
)

// secretName says whether a variable is called like a key or a password.
func secretName(name string) bool {
	return secretWord().MatchString(name) && !notASecret().MatchString(name)
}

// isSecret says whether a variable has a key or a password written into it. A variable in the value, or the path of a
// file, hands it in from elsewhere.
func isSecret(name, value string) bool {
	value = strings.TrimSpace(value)
	if knownSecret().MatchString(value) {
		return true
	}
	if m := addressPass().FindStringSubmatch(value); m != nil {
		return !strings.Contains(m[1], "$") && !placeholder().MatchString(m[1])
	}
	return secretName(name) && !strings.Contains(value, "$") && !placeholder().MatchString(value) && !strings.HasPrefix(value, "/")
}
