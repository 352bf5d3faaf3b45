package ui

// marks is a column beside the code that says what was found.
func (s *spotView) marks(styles *Styles) []string {
	marks := make([]string, len(s.Code))
	for i := range marks {
		marks[i] = " "
	}
	if !s.answered() {
		return marks
	}
	marks[s.Steps[s.picked].First] = styles.Accent.Render(glyphChosen)
	for _, step := range s.Steps {
		if step.Mistake {
			marks[step.First] = styles.Bad.Render(glyphFail)
		}
	}
	return marks
}

// result says in words how the answer was.
func (s *spotView) result() string {
	if s.right() {
		return glyphPass + " " + s.Verdict(s.picked)
	}
	return glyphFail + " " + s.Verdict(s.picked) + " Press r to try again."
}

// rows draws what stands beside the code, below the page's text.
func (s *spotView) rows(styles *Styles, width int, texts [][]string) []string {
	if !s.answered() {
		return s.ask(styles, width)
	}
	rows := styles.verdict(s.result(), width)
	if s.cursor != s.picked {
		rows = s.heading(styles, width)
	}
	return append(append(rows, ""), texts[s.cursor]...)
}

// ask says what to do before the answer.
func (s *spotView) ask(styles *Styles, width int) []string {
	rows := []string{""}
	for _, row := range wrap("Which line is the mistake? ↑ and ↓ mark one, enter answers.", width) {
		rows = append(rows, styles.Accent.Render(row))
	}
	if s.nothing {
		rows = append(rows, styles.verdict(glyphError+" No line is marked yet. → goes on without an answer.", width)...)
	}
	return rows
}

// heading says which line is explained, when it is not the one of the verdict.
func (s *spotView) heading(styles *Styles, width int) []string {
	glyph := styles.OK.Render(glyphPass)
	if s.Steps[s.cursor].Mistake {
		glyph = styles.Bad.Render(glyphFail)
	}
	rows := wrap(s.Role(s.cursor), width-2)
	for i, row := range rows {
		rows[i] = glyph + " " + styles.Title.Render(row)
		glyph = " "
	}
	return rows
}
