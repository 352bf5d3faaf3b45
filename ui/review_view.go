package ui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/study"
)

func (s *reviewScreen) setSize(width, height int) { s.text.setSize(min(width, proseWidth), height) }

func (s *reviewScreen) view() []string { return withMore(s.styles, &s.text) }

// arrange lays out what is shown now and asks for the texts of this term and the next.
func (s *reviewScreen) arrange() tea.Cmd {
	s.text.setLines(s.lines())
	var cmds []tea.Cmd
	for _, at := range s.queue[:min(2, len(s.queue))] {
		card := s.cards[at]
		cmds = append(cmds, s.wantText(termSource(card), s.text.width, func() []string { return []string{termMarkdown(card.Term)} }))
	}
	return tea.Batch(cmds...)
}

func termSource(card study.Card) string { return "term/" + card.ID }

func (s *reviewScreen) lines() []string {
	switch {
	case s.failed != "":
		return wrap(s.failed, s.text.width)
	case !s.loaded:
		return s.styles.loading(1)
	case s.asking():
		return s.card()
	case s.over():
		return s.summary()
	}
	return s.nothingDue()
}

// card is one term; its meaning once the learner asked for it.
func (s *reviewScreen) card() []string {
	at := s.queue[0]
	card := s.cards[at]
	ask := "What does this mean?"
	if s.graded[at] {
		ask = "Once more: what does this mean?"
	}
	lines := append(s.muted(ask), "")
	for _, row := range wrap(oneLine(card.Name), s.text.width) {
		lines = append(lines, s.styles.Accent.Bold(true).Render(row))
	}
	lines = append(lines, "")
	if !s.revealed {
		return append(lines, wrap("Say it in your own words. Then enter shows the meaning.", s.text.width)...)
	}
	parts := s.app.text(termSource(card), s.text.width)
	if parts == nil {
		return lines
	}
	lines = append(append(lines, parts[0]...), "")
	if at := s.meta(card.Lesson); at >= 0 {
		lines = append(append(lines, s.muted("Explained in "+lessonName(s.metas[at])+".")...), "")
	}
	lines = append(lines, wrap("Did you know it?", s.text.width)...)
	lines = append(lines, "  1, n or ←  "+s.styles.Bad.Render(glyphFail)+" missed it")
	return append(lines, "  2, y or →  "+s.styles.OK.Render(glyphPass)+" knew it")
}

func (s *reviewScreen) muted(text string) []string {
	rows := wrap(text, s.text.width)
	for i, row := range rows {
		rows[i] = s.styles.Muted.Render(row)
	}
	return rows
}

// summary is the end of the review: what was known, what was missed, and when the terms come back.
func (s *reviewScreen) summary() []string {
	var all, missed []study.Card
	for _, at := range s.session {
		all = append(all, s.cards[at])
		if s.graded[at] {
			missed = append(missed, s.cards[at])
		}
	}
	known := fmt.Sprintf("%s %d of %s known at once.", glyphPass, len(all)-len(missed), counted(len(all), "term"))
	rows := s.styles.verdict(known, s.text.width)
	if len(missed) > 0 {
		rows = append(rows, s.styles.verdict(glyphFail+" Missed, and known later: "+names(missed)+".", s.text.width)...)
	}
	return append(append(rows, ""), s.due("They come back:", all)...)
}

// due says when the cards are to be asked again.
func (s *reviewScreen) due(title string, cards []study.Card) []string {
	lines := wrap(title, s.text.width)
	for _, line := range study.DueLines(cards, s.now()) {
		lines = append(lines, wrapIndent("  ", line, s.text.width)...)
	}
	return lines
}

// nothingDue says what there is instead of a review.
func (s *reviewScreen) nothingDue() []string {
	if len(s.cards) == 0 {
		return wrap("This course explains no terms.", s.text.width)
	}
	lines := append(wrap("There is no term to review now.", s.text.width), "")
	if len(s.cards) > len(s.unread) {
		lines = append(append(lines, s.due("They come back:", s.cards)...), "")
	}
	if !s.offers() {
		return lines
	}
	offer := fmt.Sprintf("The lessons that you have not opened yet explain %s. Enter asks for all of them now.", counted(len(s.unread), "term"))
	return append(lines, wrap(offer, s.text.width)...)
}

// names lists the terms of cards in a sentence.
func names(cards []study.Card) string {
	var all []string
	for _, card := range cards {
		all = append(all, oneLine(card.Name))
	}
	return strings.Join(all, ", ")
}
