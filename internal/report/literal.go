package report

import (
	"strings"
	"text/template/parse"

	"mingbai/internal/source"
)

// literalCheck finds actions where Markdown takes everything literally: within a
// fenced block or a code span. There no escape exists, so no value may stand
// there.
type literalCheck struct {
	layout *layout
	fence  string // the marks that opened the block, "" outside
	found  []source.Finding
}

func (c *literalCheck) fault(pos int, message, hint string) {
	c.found = append(c.found, c.layout.finding(pos, message, hint))
}

// list follows the text of nodes and returns what stands on its last line so
// far. Action values count as one character that means nothing.
func (c *literalCheck) list(list *parse.ListNode, line string) string {
	if list == nil {
		return line
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			line = c.text(string(n.Text), line)
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				c.value(int(n.Pos), line)
				line += "□"
			}
		case *parse.TemplateNode:
			c.value(int(n.Pos), line)
			line += "□"
		case *parse.IfNode:
			line = c.branch(&n.BranchNode, line)
		case *parse.WithNode:
			line = c.branch(&n.BranchNode, line)
		case *parse.RangeNode:
			line = c.branch(&n.BranchNode, line)
		}
	}
	return line
}

// branch follows both ways through an {{if}}; a fenced block must not begin in
// one of them and end elsewhere.
func (c *literalCheck) branch(b *parse.BranchNode, line string) string {
	before := c.fence
	end := c.list(b.List, line)
	if c.fence != before {
		c.fault(int(b.Pos), "围栏块要在同一个{{if}}、{{with}}、{{range}}里开始和结束", "")
		c.fence = before
	}
	c.list(b.ElseList, line)
	if c.fence != before {
		c.fault(int(b.Pos), "围栏块要在同一个{{else}}里开始和结束", "")
		c.fence = before
	}
	return end
}

// text follows static text, line by line.
func (c *literalCheck) text(s, line string) string {
	for {
		i := strings.IndexByte(s, '\n')
		if i < 0 {
			return line + s
		}
		c.endLine(line + s[:i])
		line, s = "", s[i+1:]
	}
}

// endLine opens or closes a fenced block.
func (c *literalCheck) endLine(line string) {
	run := fenceRun(line)
	switch {
	case run == "":
	case c.fence == "":
		c.fence = run
	case run[0] == c.fence[0] && len(run) >= len(c.fence):
		c.fence = ""
	}
}

func fenceRun(line string) string {
	line = strings.TrimSpace(line)
	for _, mark := range []string{"`", "~"} {
		if run := line[:len(line)-len(strings.TrimLeft(line, mark))]; len(run) >= 3 {
			return run
		}
	}
	return ""
}

// value refuses a value that stands where everything is literal.
func (c *literalCheck) value(pos int, line string) {
	switch {
	case c.fence != "" || fenceRun(line) != "":
		c.fault(pos, "围栏块里不能写模板动作", "围栏块只写名字，不写值")
	case inCode(line):
		c.fault(pos, "代码（`…`）里不能写模板动作", "去掉两边的`")
	}
}

// inCode reports whether a code span is open at the end of line.
func inCode(line string) bool {
	for i := 0; i < len(line); {
		if line[i] == '\\' {
			i += 2
			continue
		}
		if line[i] != '`' {
			i++
			continue
		}
		run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		end := closing(line[i+run:], run)
		if end < 0 {
			return true
		}
		i += run + end
	}
	return false
}

// closing is the length of s up to and with a run of exactly n backticks, or −1.
func closing(s string, n int) int {
	for i := 0; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		i += run
		if run == n {
			return i
		}
	}
	return -1
}
