package lessons
import ("testing";"os";"fmt";"strings";"time";"testing/fstest")
func TestZZ(t *testing.T){
 for name, s := range only( map[string]string{
  "yaml[": "---\nid: "+strings.Repeat("[",1000000)+"\n---\nx\n",
  "yaml{": "---\n"+strings.Repeat("{a: ",200000)+"\n---\nx\n",
  "yaml-": "---\n"+strings.Repeat("- ",200000)+"\n---\nx\n",
  "yamlindent": func()string{b:="---\n"; for i:=0;i<1300;i++{b+=strings.Repeat(" ",i)+"a:\n"}; return b+"---\nx\n"}(),
  ">": goodFront+strings.Repeat(">",1000000),
  "> >lines": goodFront+strings.Repeat(strings.Repeat("> ",500)+"a\n",900),
  "- ": goodFront+strings.Repeat("- ",500000),
  "* ": goodFront+strings.Repeat("*a ",300000),
  "[": goodFront+strings.Repeat("[",1000000),
  "`": goodFront+strings.Repeat("`a``",200000),
  "headings": goodFront+strings.Repeat("## a\n",200000),
  "headings2": goodFront+strings.Repeat("## a\nx\n",140000),
  "refs": goodFront+strings.Repeat("[a]: b\n",140000),
  "lists": goodFront+strings.Repeat("1. a\n\n",140000),
  "df": goodFront+walk(strings.Repeat("RUN a\n",150000))+"1. x\n",
  "df2": goodFront+walk(strings.Repeat("RUN a <<a <<b\n",70000))+"1. x\n",
  "table": goodFront+"|a|\n|-|\n"+strings.Repeat("|a|\n",200000),
 }) {
  st:=time.Now(); ps:=Lint(fstest.MapFS{"01-one.md":{Data:[]byte(s)}})
  m:=""; if len(ps)>0{m=ps[0].Error()}; if len(m)>110{m=m[:110]}
  fmt.Printf("%-10s %8.2fs %d %s\n",name,time.Since(st).Seconds(),len(ps),m)
 }
}
func only(m map[string]string) map[string]string { k:=os.Getenv("ZZ"); return map[string]string{k:m[k]} }
