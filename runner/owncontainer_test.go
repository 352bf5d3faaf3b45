package runner

import (
	"strings"
	"testing"
)

func TestOwnContainer(t *testing.T) {
	id := strings.Repeat("0123456789abcdef", 4)
	for text, want := range map[string]string{
		"612 598 254:0 /var/lib/docker/containers/" + id + "/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda rw\n": id,
		"613 598 254:0 /data/containers/" + id + "/hostname /etc/hostname rw - ext4 /dev/vda rw\n":                          id,
		// What the machine itself has, with a container at work.
		"90 29 0:50 / /var/lib/docker/containers/" + id + "/mounts/shm rw - tmpfs shm rw\n": "",
		"29 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n":                                   "",
		"": "",
	} {
		if got := ownContainer(text); got != want {
			t.Errorf("got %q for %s", got, text)
		}
	}
}
