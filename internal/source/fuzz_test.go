package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"mingbai/internal/money"
)

// shapes are TOML files of every shape: the fuzzer starts from them, and tests
// that hold for any file run over them.
var shapes = []string{
	"", "\n", "# note only", "a = 1", "a = 1 # note\n\nb = \"x\"\n",
	"a = -3\nb = +7\nc = 1_000\nd = 0x1F\ne = 0o17\nf = 0b101\n",
	"a = 95.10\nb = -0.5\nc = 1e2\nd = 6.02E+23\ne = inf\nf = -nan\ng = 1_0.5\nh = 0.0\n",
	"a = true\nb = false\n",
	"a = 2024-03-31\nb = 2024-03-31T07:30:00\nc = 2024-03-31 07:30:00.5+08:00\nd = 07:30:00\ne = 07:30\nf = 2024-03-31T07:30Z\n",
	"a = \"政协\\n\\t\\\"\\\\\\u653f\\U0001F600\\x41\\e\"\nb = 'C:\\x'\n",
	"a = \"\"\"\n第一行\n第二行\n\"\"\"\nb = '''\n  原样 \\n\n'''\n",
	"a = \"\"\"one \\\n   two \\  \n\n  three\"\"\"\nb = \"\"\"\"quoted\"\" \\\\\n\"\"\"\"\"\n",
	"a = \"\"\"\"\"\"\nb = ''''''\nc = \"\"\nd = ''\n",
	"a = []\nb = [1, 2,]\nc = [\n  \"x\", # one\n  # two\n  \"y\"\n]\nd = [[1], [2, [3]], {x = 1}]\n",
	"a = {}\nb = { x = 1, y.z = \"s\", w = { v = [1] } }\nc = {\n x = 1, # note\n y = 2,\n}\n",
	"a.b.c = 1\na.b.d = 2\na.\"键 名\".e = 3\n'q' = 4\n\"\" = 5\n1.2 = 6\n",
	"[a]\nx = 1\n[a.b]\ny = 2\n[c.d]\nz = 3\n[c]\nw = 4\n",
	"[[p]]\nx = 1\n[[p]]\nx = 2\n[p.q]\ny = 3\n[[p.r]]\nz = 4\n[[p.r]]\nz = 5\n[[p]]\n",
	"[ a . b ]\nx=1\n[[ c ]]\n\ty\t=\t2\t\n",
	"a = 1\r\nb = \"\"\"\r\nx\r\n\"\"\"\r\n", "\xef\xbb\xbfa = 1\n",
	"a = 1\na = 2\n", "[a]\n[a]\n", "a.b = 1\na = 2\n", "a = 1\na.b = 2\n", "[a]\nb = 1\n[a.b]\n", "a = []\n[[a]]\n", "[[a]]\n[a]\n", "a = {b = 1}\n[a]\nc = 2\n", "a = {b = 1}\n[a.c]\n", "a = {b = 1, b = 2}\n", "[a.b]\n[a]\nb.c = 1\n", "a.b = 1\n[a]\nc = 2\n", "a = [{b = 1}, {b = 2}]\n[a.c]\n",
	"a = \n", "a = \"x\n", "a = [1\n", "a = {\n", "[a\n", "a = 1,2\n", "预算 = 1\n", "a = 1.\n", "a = 2024-02-30\n", "a = 9223372036854775808\n", "a = 1e400\n", "a = \"\\q\"\n", "a = \"\"\"x\n",
	"a = “x”\nb ＝ 1\nc = 498.31万元\nd = [\"x\"，\"y\"]\n", strings.Repeat("[", 300), "a = " + strings.Repeat("[", 300) + strings.Repeat("]", 300), strings.Repeat("a.", 300) + "a = 1",
}

// FuzzParse holds that the decoder and the index accept the same files and agree
// on what is in them, that every place is right, and that nothing panics.
func FuzzParse(f *testing.F) {
	for _, s := range shapes {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, faults := Parse("f.toml", raw)
		if (file == nil) != (len(faults) > 0) {
			t.Fatalf("file %v with findings %v", file, faults)
		}
		data := Normalise(raw)
		for _, x := range faults {
			checkPlace(t, data, x.Place)
		}
		if len(checkEncoding("f.toml", data)) > 0 {
			return
		}
		x, err := buildIndex("f.toml", data)
		_, decoderErr := decode(string(data))
		switch {
		case file != nil && (err != nil || decoderErr != nil):
			t.Fatalf("accepted, but index says %v, decoder %v", err, decoderErr)
		case file != nil:
			checkNodes(t, data, file.Root)
		case err == nil && decoderErr == nil && join(x.root, mustDecode(t, string(data))) == nil && len(checkStrings(x.root, nil)) > 0:
			// both read it; what it says is refused
		case err == nil && decoderErr == nil && len(x.conflicts) == 0 && len(x.faults) == 0:
			t.Fatalf("index and decoder accept %q but differ: %v", data, faults)
		case decoderErr == nil && err != nil && !knownLeniency(err):
			t.Fatalf("the decoder accepts %q, the index does not: %v", data, err)
		case decoderErr != nil && err == nil && len(x.conflicts) == 0 && len(x.faults) == 0:
			if faults[0].Rule == RuleSyntax && !strings.Contains(faults[0].Message, "日期") {
				t.Fatalf("the index accepts %q, the decoder does not: %v", data, decoderErr)
			}
		}
	})
}

// knownLeniency lists what the decoder lets pass against the TOML specification;
// the index refuses it, and so do we.
func knownLeniency(err error) bool {
	return strings.Contains(err.Error(), "too many quotes") // an escaped backslash and six quotes
}

func checkPlace(t *testing.T, data []byte, at Place) {
	t.Helper()
	lines := strings.Split(string(data), "\n")
	if at.Line < 1 || at.Line > len(lines) || at.Column < 1 || at.Column > utf8.RuneCountInString(lines[at.Line-1])+1 {
		t.Fatalf("place %v lies outside of %q", at, data)
	}
}

// textAt is what stands in the file from a place on.
func textAt(data []byte, at Place) string {
	lines := strings.SplitAfter(string(data), "\n")
	line := lines[at.Line-1]
	for range at.Column - 1 {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line + strings.Join(lines[at.Line:], "")
}

func checkNodes(t *testing.T, data []byte, n *Node) {
	t.Helper()
	checkPlace(t, data, n.KeyPlace)
	if n.Literal != "" && !strings.HasPrefix(textAt(data, n.Place), n.Literal) {
		t.Fatalf("%q does not stand at %v of %q", n.Literal, n.Place, data)
	}
	if s, ok := n.Value.(string); ok {
		checkString(t, data, String{Value: s, Place: n.Place, Set: true, literal: n.Literal})
	}
	if n.Kind == KindTable && len(n.Keys) != len(n.Items) {
		t.Fatalf("keys %v, values %v", n.Keys, n.Items)
	}
	for i, k := range n.Keys {
		if n.Get(k) != n.Items[i] || n.Items[i].Key != k {
			t.Fatalf("%q is %v", k, n.Get(k))
		}
	}
	for _, item := range n.Items {
		checkNodes(t, data, item)
	}
}

// checkString holds that every character of a string's value stands where
// PlaceAt says, or is written there as an escape.
func checkString(t *testing.T, data []byte, s String) {
	t.Helper()
	for i, r := range s.Value {
		got, _ := utf8.DecodeRuneInString(textAt(data, s.PlaceAt(i)))
		if got != r && got != '\\' {
			t.Fatalf("%q[%d] is %q, at %v of %q stands %q", s.Value, i, r, s.PlaceAt(i), data, got)
		}
	}
	checkPlace(t, data, s.PlaceAt(len(s.Value)))
}

// FuzzAmount holds that a refused amount says why, and that what it proposes is
// accepted.
func FuzzAmount(f *testing.F) {
	for _, s := range []string{"498.31", "2026400元", "498.31 万元", "1.2亿元", "５２６．８７", "1,234.5", "7,00.0,77", "42.59万元亩", "¥100", "−5元", "12千元", "一百万元", "5O.3", "0.00000001亿元", "99999999999999亿元", "", "元", "+5", ".5", "5.", "1_000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s, money.WanYuan)
		if err == nil {
			if back := a.Value.Text(a.Unit, a.Scale, money.HalfUp); money.MustParse(back).Cmp(a.Value.In(a.Unit)) != 0 {
				t.Fatalf("%q: %s is not %s", s, back, a.Value.In(a.Unit))
			}
			return
		}
		e := err.(*NumberError)
		if e.Reason == "" {
			t.Fatalf("%q is refused without a reason", s)
		}
		if e.Proposal != "" {
			if _, err := ParseAmount(e.Proposal, money.WanYuan); err != nil {
				t.Fatalf("%q: the proposal is refused: %v", s, err)
			}
		}
	})
}

// FuzzNumber holds the same of plain numbers.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"526.87", "-3", "５", "1,234", "7,00.0,77", "十一", "1e2", "", " 5", "5 0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := ParseNumber(s)
		if isPlain(s) != (err == nil) {
			t.Fatalf("%q is plain: %v, and read with %v", s, isPlain(s), err)
		}
		if err == nil {
			return
		}
		e := err.(*NumberError)
		if e.Reason == "" {
			t.Fatalf("%q is refused without a reason", s)
		}
		if e.Proposal != "" {
			if _, err := ParseNumber(e.Proposal); err != nil {
				t.Fatalf("%q: the proposal is refused: %v", s, err)
			}
		}
	})
}

// FuzzStated holds that a stated figure keeps its text, and that a recognised one
// prints to what it was recognised as.
func FuzzStated(f *testing.F) {
	for _, s := range []string{"95%", "９５％", "7个", "七个", "十一", "二十三", "131.73万元", "1,234.50", "7,00.0,77", "百分之九十五", "一般", "≥100百分比", "42.59万元亩", "三万五", "一百零五人次", "二〇二三"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		st := ParseStated(s)
		if st.Text != s {
			t.Fatalf("text of %q is %q", s, st.Text)
		}
		if st.Kind == StatedText {
			if st.Unit != "" || st.Value.Number.Sign() != 0 {
				t.Fatalf("%q is text with a value: %+v", s, st)
			}
			return
		}
		again := ParseStated(st.Value.Number.Text(st.Value.Scale, money.HalfUp) + st.Unit)
		if again.Kind != st.Kind || again.Unit != st.Unit || again.Value.Number.Cmp(st.Value.Number) != 0 || again.Value.Scale != st.Value.Scale {
			t.Fatalf("%q is %+v, printed again %+v", s, st, again)
		}
	})
}

func mustDecode(t *testing.T, src string) map[string]any {
	t.Helper()
	values, err := decode(src)
	if err != nil {
		t.Fatal(err)
	}
	return values
}
