package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tutor/runner"
)

func newBundle(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bundle",
		Short: "Carry the base images to machines that reach no registry",
		Long: "Save the images that the exercises build on in one file, and load them from it on a machine that reaches no\n" +
			"registry: on a USB stick, or over the network of the classroom.",
		Example:           "  tutor bundle save images.tar\n  tutor bundle load images.tar",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: run(func(context.Context, []string) error {
			return usageError{errors.New("say what to do: `tutor bundle save FILE` or `tutor bundle load FILE`")}
		}),
	}
	cmd.AddCommand(newBundleSave(a), newBundleLoad(a))
	return cmd
}

type bundleOptions struct {
	*app
	force bool
}

func newBundleSave(a *app) *cobra.Command {
	o := &bundleOptions{app: a}
	cmd := &cobra.Command{
		Use:   "save FILE",
		Short: "Write the base images to a file",
		Long: "Write the images that the exercises build on to one file, whole or not at all. They have to be on this machine:\n" +
			"`tutor prefetch` pulls them. A file that exists stays as it is, unless you add --force. They are for this\n" +
			"machine's kind of processor.",
		Example:           "  tutor prefetch && tutor bundle save images.tar\n  tutor bundle save images.tar --force",
		Args:              bundleArgs,
		ValidArgsFunction: completeTar,
		RunE:              run(o.save),
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "write over a file that exists")
	return cmd
}

func newBundleLoad(a *app) *cobra.Command {
	o := &bundleOptions{app: a}
	return &cobra.Command{
		Use:   "load FILE",
		Short: "Give Docker the images of such a file",
		Long: "Load the images that `tutor bundle save` wrote, or `docker save`. A file of which a part is missing is refused\n" +
			"before Docker gets any of it.",
		Example:           "  tutor bundle load images.tar",
		Args:              bundleArgs,
		ValidArgsFunction: completeTar,
		RunE:              run(o.load),
	}
}

func bundleArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || args[0] == "" || args[0] == stdoutName:
		return errors.New("name a file, such as images.tar")
	case len(args) > 1:
		return fmt.Errorf("%q is one word too many after the file", args[1])
	}
	return nil
}

func completeTar(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"tar", "gz"}, cobra.ShellCompDirectiveFilterFileExt
}

func (o *bundleOptions) save(ctx context.Context, args []string) error {
	images, err := o.baseImages()
	if err != nil {
		return err
	}
	if len(images) == 0 {
		return usageError{errors.New("the exercises of this course build on no image: there is nothing to save")}
	}
	if _, _, err := saveTarget(args[0], o.force); err != nil { // before Docker has worked for it
		return o.saveError(args[0], err)
	}
	there, missing, err := o.runner().Present(ctx, images)
	if err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	if len(missing) > 0 {
		o.sayf("tutor: not on this machine: %s\n  fix: tutor prefetch\n", oneLine(strings.Join(missing, ", ")))
		return toldError{exitInfra}
	}
	total := int64(0)
	for _, image := range there {
		total += image.Bytes
	}
	if err := o.write(ctx, args[0], images, total); err != nil {
		return o.saveError(args[0], err)
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	o.printf("%s %s: %s, with %s\n", glyphPass, args[0], runner.SizeText(info.Size()), oneLine(strings.Join(images, ", ")))
	o.sayf("On the other machine: `%s bundle load %s`\n", o.program(), shellQuote(args[0]))
	return nil
}

// write saves the images in a file, whole or not at all. total is about how large it will be.
func (o *bundleOptions) write(ctx context.Context, path string, images []string, total int64) error {
	status := &statusLine{streams: o.IOStreams}
	defer status.erase()
	return saveStream(path, o.force, func(w io.Writer) error {
		return o.runner().SaveImages(ctx, images, w, func(n int64) {
			status.say(fmt.Sprintf("Saving: %s of about %s", runner.SizeText(n), runner.SizeText(total)))
		})
	})
}

// saveError says what to do about a file that could not be written.
func (o *bundleOptions) saveError(path string, err error) error {
	switch {
	case errors.Is(err, errFileExists):
		return usageError{fmt.Errorf("%w; name another file, or add --force to write over it", err)}
	case isNoSpace(err):
		return fmt.Errorf("save the bundle: no space is left for %s; name a file on another disk", path)
	}
	return fmt.Errorf("save the bundle: %w", err)
}

func (o *bundleOptions) load(ctx context.Context, args []string) error {
	file, size, err := openBundle(args[0])
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	inside, err := runner.BundleImages(file)
	switch {
	case errors.Is(err, runner.ErrNoBundle):
		return usageError{fmt.Errorf("%s: %w; make a new one with `%s bundle save FILE`", args[0], err, o.program())}
	case err != nil:
		return fmt.Errorf("read the bundle: %w", err)
	}
	status := &statusLine{streams: o.IOStreams}
	status.say("Loading " + strings.Join(inside, ", "))
	loaded, err := o.runner().LoadImages(ctx, file, func(n int64) {
		status.say(fmt.Sprintf("Loading: %s of %s", runner.SizeText(n), runner.SizeText(size)))
	})
	status.erase()
	if err != nil {
		return fmt.Errorf("load the bundle: %w", err)
	}
	for _, name := range loaded {
		o.printf("%s %s: loaded\n", glyphPass, oneLine(name))
	}
	return o.afterLoad(ctx, loaded)
}

// afterLoad says which images of the course are still not there.
func (o *bundleOptions) afterLoad(ctx context.Context, loaded []string) error {
	images, err := o.baseImages()
	if err != nil {
		return err
	}
	images = slices.DeleteFunc(images, func(name string) bool { return slices.Contains(loaded, name) })
	_, missing, err := o.runner().Present(ctx, images)
	if err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	if len(missing) > 0 {
		o.warn(fmt.Errorf("the course builds on %s, too, which is not on this machine", oneLine(strings.Join(missing, ", "))))
	}
	return nil
}

// openBundle opens a file that a person named, and says how large it is.
func openBundle(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, 0, usageError{fmt.Errorf("file %s does not exist", path)}
	case err != nil:
		return nil, 0, fmt.Errorf("open the bundle: %w", err)
	case !info.Mode().IsRegular():
		return nil, 0, usageError{fmt.Errorf("%s is not a file; name a file", path)}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("open the bundle: %w", err)
	}
	return file, info.Size(), nil
}
