package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// edition is what all pages of a release share.
type edition struct {
	version string
	date    time.Time
}

// writePages writes a page for the command and for each below it, as tutor-course-lint.1.
func writePages(dir string, cmd *cobra.Command, e edition) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, pageName(cmd)+".1"), []byte(page(cmd, e)), 0o644); err != nil {
		return err
	}
	for _, sub := range cmd.Commands() {
		if !sub.IsAvailableCommand() {
			continue
		}
		if err := writePages(dir, sub, e); err != nil {
			return err
		}
	}
	return nil
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// page is the manual page of one command; a section that would be empty is left out.
func page(cmd *cobra.Command, e edition) string {
	cmd.InitDefaultHelpFlag()
	r := &roff{}
	r.request("TH", strings.ToUpper(pageName(cmd)), "1", e.date.Format(time.DateOnly), "tutor "+e.version, "Tutor Manual")
	r.request("nh") // a command that is broken by a hyphen cannot be copied
	r.request("ad", "l")
	r.request("SH", "NAME")
	r.line(escape(pageName(cmd)) + ` \- ` + inline(cmd.Short))
	r.request("SH", "SYNOPSIS")
	r.line(synopsis(cmd))
	r.request("SH", "DESCRIPTION")
	description := cmd.Long
	if description == "" {
		description = cmd.Short + "."
	}
	r.prose(description)
	r.commands(cmd)
	r.options("OPTIONS", cmd.NonInheritedFlags())
	r.options("OPTIONS OF EVERY COMMAND", cmd.InheritedFlags())
	if !cmd.HasParent() {
		r.common()
	}
	if cmd.Example != "" {
		r.request("SH", "EXAMPLES")
		var lines []string
		for line := range strings.Lines(cmd.Example) {
			lines = append(lines, strings.TrimSpace(line))
		}
		r.code(lines)
	}
	if related := relatedPages(cmd); len(related) > 0 {
		r.request("SH", "SEE ALSO")
		r.line(strings.Join(related, ", "))
	}
	return r.String()
}

// synopsis is how the command is written: its own words bold, the rest as its help has it.
func synopsis(cmd *cobra.Command) string {
	rest := strings.TrimPrefix(cmd.UseLine(), cmd.CommandPath())
	lines := []string{bold(cmd.CommandPath()) + escape(rest)}
	if cmd.HasAvailableSubCommands() {
		lines = append(lines, bold(cmd.CommandPath())+" "+italic("COMMAND")+` \&...`)
	}
	return strings.Join(lines, "\n.br\n")
}

// commands lists what is below a command.
func (r *roff) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	r.request("SH", "COMMANDS")
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			r.item(bold(sub.Name()), sub.Short)
		}
	}
}

// item writes one term with what it means.
func (r *roff) item(term, meaning string) {
	r.request("TP")
	r.line(term)
	r.line(inline(meaning))
}

func (r *roff) options(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	r.request("SH", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		name, usage := pflag.UnquoteUsage(f)
		term := bold("--" + f.Name)
		if f.Shorthand != "" {
			term = bold("-"+f.Shorthand) + ", " + term
		}
		if name != "" {
			term += " " + italic(name)
		}
		if !saysNothing(f.DefValue) {
			usage += fmt.Sprintf(" (default: %s)", f.DefValue)
		}
		r.item(term, usage)
	})
}

// saysNothing says whether a default is the one that a flag has anyway.
func saysNothing(value string) bool {
	switch value {
	case "", "false", "0", "0s", "[]":
		return true
	}
	return false
}

// relatedPages are the one above the command and those below it.
func relatedPages(cmd *cobra.Command) []string {
	var all []*cobra.Command
	if cmd.HasParent() {
		all = append(all, cmd.Parent())
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			all = append(all, sub)
		}
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = bold(pageName(c)) + "(1)"
	}
	return names
}
