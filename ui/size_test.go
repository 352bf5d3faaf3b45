package ui

import tea "github.com/charmbracelet/bubbletea"

func sizeMsg(size [2]int) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: size[0], Height: size[1]}
}
