package runner

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
)

// The labs need two programs that run in any image, also in one without a shell: one that waits and never serves, and
// one that ends every other process of its container, as a crash would. Each is a few instructions of machine code for
// Linux; the numbers of the system calls are those of the kernel's tables for the architecture.
type program struct {
	name string
	code map[string][]byte // by architecture, as Go names it
}

// stuckProgram waits for a signal, for ever: pause on amd64, ppoll without an end on arm64.
func stuckProgram() program {
	return program{"tutor-stuck", map[string][]byte{
		"amd64": {
			0xb8, 34, 0, 0, 0, // mov eax, pause
			0x0f, 0x05, // syscall
			0xeb, 0xf7, // jmp to the start
		},
		"arm64": words(
			0xd2800000, 0xd2800001, 0xd2800002, 0xd2800003, 0xd2800004, // mov x0..x4, 0
			0xd2800928, // mov x8, ppoll
			0xd4000001, // svc 0
			0x17fffff9, // b to the start
		),
	}}
}

// crashProgram sends SIGKILL to every process it may, but for itself and the first one: kill(2) with the pid -1.
func crashProgram() program {
	return program{"tutor-crash", map[string][]byte{
		"amd64": {
			0xb8, 62, 0, 0, 0, // mov eax, kill
			0x48, 0xc7, 0xc7, 0xff, 0xff, 0xff, 0xff, // mov rdi, -1
			0xbe, 9, 0, 0, 0, // mov esi, SIGKILL
			0x0f, 0x05, // syscall
			0xb8, 231, 0, 0, 0, // mov eax, exit_group
			0x31, 0xff, // xor edi, edi
			0x0f, 0x05, // syscall
		},
		"arm64": words(
			0x92800000, 0xd2800121, 0xd2801028, 0xd4000001, // mov x0, -1; mov x1, SIGKILL; mov x8, kill; svc 0
			0xd2800000, 0xd2800bc8, 0xd4000001, // mov x0, 0; mov x8, exit_group; svc 0
		),
	}}
}

func words(code ...uint32) []byte {
	var b []byte
	for _, w := range code {
		b = binary.LittleEndian.AppendUint32(b, w)
	}
	return b
}

// file is the program as the smallest 64-bit ELF file that Linux starts: one header, one segment, the code.
func (p program) file(arch string) ([]byte, bool) {
	code, known := p.code[arch]
	if !known {
		return nil, false
	}
	machine := map[string]uint16{"amd64": 62, "arm64": 183}[arch] // elf.h
	const base, headers = 0x400000, 64 + 56
	size := uint64(headers + len(code))
	var b bytes.Buffer
	b.WriteString("\x7fELF\x02\x01\x01")
	b.Write(make([]byte, 9))
	for _, field := range []any{
		uint16(2), machine, uint32(1), uint64(base + headers), uint64(64), uint64(0), uint32(0), // type, entry, program header
		uint16(64), uint16(56), uint16(1), uint16(0), uint16(0), uint16(0),
		uint32(1), uint32(5), uint64(0), uint64(base), uint64(base), size, size, uint64(0x1000), // load, read and execute
	} {
		_ = binary.Write(&b, binary.LittleEndian, field) // a buffer takes everything
	}
	b.Write(code)
	return b.Bytes(), true
}

// copyIn puts the program into a container, at its root, for everybody to run. The container need not run.
func (s *Session) copyIn(ctx context.Context, container string, p program) error {
	image, err := s.g.inspectImage()
	if err != nil {
		return err
	}
	file, known := p.file(image.Architecture)
	if !known {
		return fmt.Errorf("the tutor has no program for images of the architecture %s", image.Architecture)
	}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	err = w.WriteHeader(&tar.Header{Name: p.name, Mode: 0o755, Size: int64(len(file))})
	if err == nil {
		_, err = w.Write(file)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", p.name, err)
	}
	_, err = s.g.docker.do(ctx, call{args: []string{"cp", "-", container + ":/"}, stdin: archive.Bytes()})
	return err
}

// Broken makes a second version of the learner's image whose command starts and never serves. It returns its name.
func (s *Session) Broken(ctx context.Context) (string, error) {
	name, tag := s.name("broken"), "tutor-"+s.g.ex.ID+"-broken:"+s.g.runID
	args := append([]string{"create", "--pull=never", "--name", name}, s.g.labels()...)
	if err := s.g.runDetached(ctx, append(args, s.g.tag())); err != nil {
		return "", err
	}
	p := stuckProgram()
	if err := s.copyIn(ctx, name, p); err != nil {
		return "", err
	}
	_, err := s.g.docker.run(ctx, "commit", "--change", fmt.Sprintf(`ENTRYPOINT ["/%s"]`, p.name), "--change", "CMD []", name, tag)
	if err != nil {
		return "", err
	}
	_, err = s.g.docker.run(ctx, "rm", "-f", "-v", name)
	return tag, err
}

// Crash ends the container's processes from within, as a fault of the app would: what `docker kill` ends counts as
// stopped by hand, and no restart policy acts on it (docs.docker.com, "Start containers automatically"). The container
// has to be started with --init, since the kernel protects the first process.
func (c *Container) Crash(ctx context.Context) error {
	p := crashProgram()
	if err := c.session.copyIn(ctx, c.c.name, p); err != nil {
		return err
	}
	_, err := c.session.g.docker.run(ctx, "exec", "--user", "0", c.c.name, "/"+p.name)
	if st, stateErr := c.State(ctx); err != nil && stateErr == nil && (!st.Running || st.Restarts > 0) {
		return nil // the container ended before the command could say how it went
	}
	return err
}
