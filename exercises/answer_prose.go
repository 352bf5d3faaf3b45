package exercises

import (
	"fmt"
	"strings"

	"tutor/internal/rubric"
)

// judgeProse holds the text of the section against the rubric.
func (a Answer) judgeProse(s sheet, expected string) AnswerVerdict {
	section, ok := s.section(a.Section)
	if !ok || len(section.texts) == 0 {
		section = s.whole()
	}
	for _, o := range section.options { // a list that was written with boxes is text, too
		section.texts = append(section.texts, o.text)
	}
	r := a.judge.Judge(section.texts)
	v := a.proseVerdict(r, expected)
	if r.Verdict == rubric.Empty {
		v.Observed += s.openComment()
	}
	return v
}

func (a Answer) proseVerdict(r rubric.Result, expected string) AnswerVerdict {
	cause, say := answerCause(r.Verdict), ""
	switch r.Verdict {
	case rubric.Empty:
		return answerFailed(cause, expected, fmt.Sprintf("nothing is written below %q", a.Section))
	case rubric.Copied:
		return answerFailed(cause, expected, fmt.Sprintf("%d words are your own; the rest was there already, or stands in the task or the lesson", r.Words))
	case rubric.TooShort:
		say = fmt.Sprintf("%d words are your own, and %d are asked for", r.Words, a.words)
	case rubric.WordList:
		say = "this is a list of words without sentences, so nothing says why"
	case rubric.Doubtful:
		say = "some of it may be right, in words that the rubric does not know"
	}
	v := AnswerVerdict{Verdict: Verdict{Outcome: Fail, Cause: cause, Expected: expected}, Criteria: criterionResults(r.Findings)}
	if r.Verdict == rubric.Right {
		v.Outcome = Pass
	}
	lines := []string{say}
	for _, c := range r.Claims {
		lines = append(lines, claimLines(c)...)
	}
	if r.Verdict != rubric.WordList && r.Verdict != rubric.TooShort {
		lines = append(lines, findingLines(r.Findings, r.Verdict)...)
	}
	v.Observed = strings.TrimSpace(strings.Join(lines, "\n"))
	return v
}

func answerCause(v rubric.Verdict) Cause {
	switch v {
	case rubric.Empty:
		return AnswerMissing
	case rubric.Copied:
		return AnswerUnchanged
	case rubric.TooShort:
		return AnswerTooShort
	case rubric.WordList, rubric.Incomplete:
		return AnswerIncomplete
	case rubric.Mistaken:
		return AnswerMisconception
	case rubric.Doubtful:
		return AnswerNeedsReview
	}
	return ""
}

func criterionResults(findings []rubric.Finding) []CriterionResult {
	all := make([]CriterionResult, len(findings))
	for i, f := range findings {
		all[i] = CriterionResult{ID: f.ID, Title: f.Title, Found: f.Found, Needed: !f.Optional}
		if f.Found {
			all[i].Quote = cut(f.Quote)
		}
	}
	return all
}

func claimLines(c rubric.Claim) []string {
	if c.Doubtful {
		return []string{fmt.Sprintf("perhaps not meant so: %q", cut(c.Quote))}
	}
	return []string{fmt.Sprintf("not so: %q", cut(c.Quote)), "  " + strings.TrimSpace(c.Why)}
}

// findingLines names what was found with the learner's words, then what was not.
func findingLines(findings []rubric.Finding, v rubric.Verdict) []string {
	var found, missing []string
	optional := 0
	for _, f := range findings {
		switch {
		case f.Found:
			found = append(found, fmt.Sprintf("found: %s: %q", f.Title, cut(f.Quote)))
		case f.Maybe:
			missing = append(missing, fmt.Sprintf("perhaps: %s: %q", f.Title, cut(f.Quote)))
		case f.Optional:
			optional++
		default:
			missing = append(missing, "not found: "+f.Missing)
		}
	}
	if optional > 0 && v != rubric.Right {
		for _, f := range findings {
			if f.Optional && !f.Found && !f.Maybe {
				missing = append(missing, "not found: "+f.Missing)
			}
		}
	}
	return append(found, missing...)
}
