package exercises

// Build asks that the image builds from the learner's folder. The runner judges it: what went wrong
// is in the builder's output.
type Build struct {
	// MaxContextMB is how large the build context may be, in MB of 1,000,000 bytes, after .dockerignore. Default 256.
	MaxContextMB int `yaml:"max_context_mb"`
}

func (b Build) lint() []string {
	if b.MaxContextMB < 1 {
		return []string{"max_context_mb must be at least 1 (leave it out for 256)"}
	}
	return nil
}
