package exercises

import "testing"

func TestImageJudge(t *testing.T) {
	port, user := Image{Exposes: 8000}, Image{NonRoot: true}
	tests := []struct {
		name string
		asks Image
		seen ImageObservation
		want Outcome
	}{
		{"exposed", port, ImageObservation{ExposedPorts: []int{80, 8000}}, Pass},
		{"other port", port, ImageObservation{ExposedPorts: []int{80}}, Fail},
		{"none", port, ImageObservation{}, Fail},
		{"no user", user, ImageObservation{}, Fail},
		{"root", user, ImageObservation{User: "root"}, Fail},
		{"root with group", user, ImageObservation{User: "root:staff"}, Fail},
		{"0", user, ImageObservation{User: "0"}, Fail},
		{"00", user, ImageObservation{User: "00"}, Fail},
		{"0:0", user, ImageObservation{User: "0:0"}, Fail},
		{"only a group", user, ImageObservation{User: ":1000"}, Fail},
		{"number", user, ImageObservation{User: "1000:0"}, Pass},
		{"name", user, ImageObservation{User: "app"}, Pass},
		{"rooty", user, ImageObservation{User: "rooty"}, Pass},
		{"variable", Image{Env: map[string]string{"A": "1"}}, ImageObservation{Env: map[string]string{"A": "1", "B": "2"}}, Pass},
		{"other value", Image{Env: map[string]string{"A": "1"}}, ImageObservation{Env: map[string]string{"A": "2"}}, Fail},
		{"any value", Image{Env: map[string]string{"A": "<any>"}}, ImageObservation{Env: map[string]string{"A": ""}}, Pass},
		{"no variable", Image{Env: map[string]string{"A": "<any>"}}, ImageObservation{}, Fail},
		{"cmd", Image{Cmd: []string{"a", "b"}}, ImageObservation{Cmd: []string{"a", "b"}}, Pass},
		{"other cmd", Image{Cmd: []string{"a", "b"}}, ImageObservation{Cmd: []string{"a"}}, Fail},
		{"entrypoint", Image{Entrypoint: []string{"a"}}, ImageObservation{Entrypoint: []string{"a"}}, Pass},
		{"no entrypoint", Image{Entrypoint: []string{"a"}}, ImageObservation{}, Fail},
		{"healthcheck", Image{Healthcheck: true}, ImageObservation{HealthTest: []string{"CMD", "x"}}, Pass},
		{"healthcheck taken away", Image{Healthcheck: true}, ImageObservation{HealthTest: []string{"NONE"}}, Fail},
		{"small enough", Image{MaxMB: 2}, ImageObservation{Bytes: 2_000_000}, Pass},
		{"too large", Image{MaxMB: 2}, ImageObservation{Bytes: 2_000_001}, Fail},
		{"both, one missing", Image{Exposes: 1, NonRoot: true}, ImageObservation{ExposedPorts: []int{1}}, Fail},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := tt.asks.Judge(tt.seen)
			if v.Outcome != tt.want || (v.Cause == ImageSetting) != (v.Outcome == Fail) || v.Expected == "" || v.Outcome == Fail && v.Observed == "" {
				t.Errorf("verdict = %+v, want %s", v, tt.want)
			}
		})
	}
}
