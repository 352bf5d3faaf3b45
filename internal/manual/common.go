package main

// common writes what holds for every command; it stands on the page of the program alone.
func (r *roff) common() {
	r.list("EXIT STATUS", [][2]string{
		{"0", "Passed, or all is well."},
		{"1", "The work that was graded fails."},
		{"2", "A mistake in the command line or in the course."},
		{"3", "Trouble with Docker or this machine; never the learner's failure."},
		{"130", "Cancelled."},
	})
	r.list("ENVIRONMENT", [][2]string{
		{"TUTOR_COURSE", "Folders of the course, as a list like PATH, where --course does not name them."},
		{"TUTOR_NO_MOTION", "Set, to anything, it does the same as --no-motion."},
		{"ACCESSIBLE", "1 does the same as --plain."},
		{"NO_COLOR", "Set, to anything, it goes without colours."},
		{"TERM", "With dumb there are no screens."},
		{"XDG_STATE_HOME", "The folder in which progress is kept. An absolute path."},
		{"TMPDIR", "The folder for temporary files."},
		{"VISUAL, EDITOR", "The editor that the screens open; VISUAL comes first."},
		{"DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG", "The engine, as the docker command reads them."},
		{"DOCKER_BUILDKIT", "0 builds with the legacy builder."},
	})
	r.request("SH", "FILES")
	r.item(italic("~/.local/state/tutor/progress.json"), "What you have read, answered and passed, on Linux. On macOS it is below "+
		"~/Library/Application Support, on Windows below %LocalAppData%.")
}

// list writes a section of terms.
func (r *roff) list(title string, items [][2]string) {
	r.request("SH", title)
	for _, i := range items {
		r.item(bold(i[0]), i[1])
	}
}
