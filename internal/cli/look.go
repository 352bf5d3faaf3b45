package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tutor/ui"
)

// look is how the screens are shown, as the command line says it.
type look struct {
	theme    string
	noMotion bool
	mouse    bool
}

// noMotionVariable does the same as --no-motion for a whole session, whatever its value.
const noMotionVariable = "TUTOR_NO_MOTION"

// lookFlags adds the flags of a command that opens the screens.
func lookFlags(cmd *cobra.Command, l *look) {
	cmd.Flags().StringVar(&l.theme, "theme", ui.ThemeAuto, "colours of the screen: auto, dark or light")
	cmd.Flags().BoolVar(&l.noMotion, "no-motion", os.Getenv(noMotionVariable) != "",
		"nothing on the screen moves but the seconds of what runs; "+noMotionVariable+"=1 does the same")
	cmd.Flags().BoolVar(&l.mouse, "mouse", false,
		"the wheel scrolls and a click selects; to mark text for copying, hold shift then")
}

func (l look) check() error {
	switch l.theme {
	case ui.ThemeAuto, ui.ThemeDark, ui.ThemeLight:
		return nil
	}
	return usageError{fmt.Errorf("unknown theme %q; the themes are auto, dark and light", l.theme)}
}
