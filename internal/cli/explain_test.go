package cli

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestExplainSARIFIsValid holds the document against the schema of SARIF 2.1.0.
func TestExplainSARIFIsValid(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../sarif/testdata/sarif-schema-2.1.0.json")
	noError(t, err)
	streams, out, _ := testStreams()
	streams.In = bytes.NewBufferString("FROM python\nMAINTAINER a\nENV API_KEY=sk-123abc\nEXPOSE 80:80\nRUN apt-get update\nCMD a & b\n")
	if code := Main([]string{"explain", "-", "--format", "sarif"}, streams); code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
	noError(t, err, schema.Validate(doc))
	if n := bytes.Count(out.Bytes(), []byte(`"ruleId"`)); n < 6 {
		t.Errorf("%d findings in\n%s", n, out)
	}
}
