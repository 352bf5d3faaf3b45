// Floor is the least that a program in Bubble Tea with a page in glamour can do: what the tutor is measured against.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/glamour"
)

// page fills a terminal of 100x30 several times.
func page() string {
	var s strings.Builder
	s.WriteString("# The floor\n\n")
	for n := range 120 {
		fmt.Fprintf(&s, "- line %d of a page with **bold** words and `code`\n", n)
	}
	return s.String()
}

type model struct{ view viewport.Model }

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.view.Width, m.view.Height = msg.Width, msg.Height
	case tea.KeyMsg:
		if msg.String() == "q" {
			return m, tea.Quit
		}
	}
	var cmd tea.Cmd
	m.view, cmd = m.view.Update(msg)
	return m, cmd
}

func (m model) View() string { return m.view.View() }

func main() {
	options := []tea.ProgramOption{tea.WithAltScreen()}
	for _, arg := range os.Args[1:] {
		switch arg {
		case "version":
			fmt.Println("floor")
			return
		case "fast":
			options = append(options, tea.WithFPS(120))
		}
	}
	text, err := glamour.Render(page(), "dark")
	if err != nil {
		panic(err)
	}
	m := model{viewport.New(100, 30)}
	m.view.SetContent(text)
	if _, err := tea.NewProgram(m, options...).Run(); err != nil {
		panic(err)
	}
}
