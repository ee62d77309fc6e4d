package metric

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"

	"mingbai/internal/money"
	"mingbai/internal/record"
)

// Formulas are parsed by expr and evaluated here: expr's own evaluation would
// turn literals into floats and offer functions that a profile has no use for.
// Only the tokens and the node types named below are let through.

// Limits of one formula.
const (
	maxFormula = 1000 // bytes
	maxDepth   = 40   // nested operations
)

// op is what a node does.
type op int

const (
	opNumber   op = iota // a literal
	opParam              // a weight or threshold of the profile
	opRef                // a figure
	opEach               // projects.spent, scores.self: one figure of every element of a list
	opProjects           // projects
	opNeg
	opAdd
	opSub
	opMul
	opQuo
	opLess
	opAtMost
	opMore
	opAtLeast
	opEqual
	opDiffers
	opAnd
	opOr
	opNot
	opIf // condition, then, else
	opSum
	opMin
	opMax
	opAbs
	opRound
	opCount
	opGiven     // the sum of those arguments that were given
	opAverage   // of a list, weighted by a second one
	opExecution // the score of an execution, by the profile's rule: spent, budget
	opCap       // the most that a total may be: spent, budget
	opGrade     // the grade of a total
	opRescaled  // a total of those indicators that apply, brought up to the declared one
)

// typ is the type of a node's value.
type typ int

const (
	number typ = iota
	truth
	list     // a number for every element
	projects // the projects themselves
	tier     // a word of a scale
)

// node is one operation of a compiled formula. Nodes are immutable.
type node struct {
	op   op
	typ  typ
	args []*node
	num  money.Number // of a literal or parameter; decimals of round
	text string       // the literal as written, the label of a parameter
	ref  ref
	at   int // byte offset in the formula
	// money is the power of money in the value: 1 for a sum of money, 0 for a
	// plain number. any is set on 0, which is both.
	money int
	any   bool
	// weight marks the weight of the execution, which a form may change.
	weight bool
}

// to says what a reference leads to.
type to int

const (
	toReport     to = iota // a figure of the report
	toProject              // a figure of the project at hand
	toEach                 // that figure of every project
	toEvaluated            // that figure of every project that was evaluated
	toProjects             // the projects themselves
	toAssessed             // the projects that were evaluated
	toList                 // a column of a list of the record at hand: scores.self
	toItem                 // an item of the record at hand
	toReportItem           // an item of the report
	toLast                 // the figure of the year before, of the same report or project
)

// ref names a figure by the index of its metric, list or item.
type ref struct {
	to to
	i  int
}

// many reports whether the reference is to a figure of every project.
func (r ref) many() bool { return r.to == toEach || r.to == toEvaluated }

// use is a reference and where the formula first makes it.
type use struct {
	ref ref
	at  int
}

type fault struct {
	at            int // byte offset in the formula
	message, hint string
}

// builder turns one formula into nodes.
type builder struct {
	text    string
	scope   scope
	c       *Catalogue
	profile *record.Profile
	items   [2][]item // of the record at hand, and of its report
	truths  bool      // a condition is wanted, not a number
	depth   int
	uses    []use
	faults  []fault
}

// item is a further input of one record, as its formulas see it.
type item struct {
	key, label string
	money      bool
}

func (b *builder) fault(at int, message, hint string) *node {
	b.faults = append(b.faults, fault{at, message, hint})
	return nil
}

// offset turns expr's position in characters into one in bytes.
func (b *builder) offset(runes int) int {
	for i := range b.text {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(b.text)
}

// parse returns the root of the formula, or nil with at least one fault.
func (b *builder) parse() *node {
	if len(b.text) > maxFormula {
		return b.fault(0, "公式太长", "最多1000个字节；请拆成几个指标")
	}
	if !utf8.ValidString(b.text) {
		return b.fault(0, "公式里有不是 UTF-8 的字节", "")
	}
	if b.lookalikes(); len(b.faults) > 0 {
		return nil
	}
	if b.tokens(); len(b.faults) > 0 {
		return nil
	}
	tree, err := parser.Parse(b.text)
	if err != nil {
		return b.syntax(err)
	}
	root := b.build(tree.Node)
	if root == nil || len(b.faults) > 0 {
		return nil
	}
	switch {
	case b.truths && root.typ != truth:
		return b.wantTruth(root)
	case !b.truths && root.typ != number && root.typ != tier:
		return b.wantNumber(root)
	}
	return root
}

// lookalikes reports characters that Chinese input methods put for operators.
func (b *builder) lookalikes() {
	for i, r := range b.text {
		switch r {
		case '×', '＊', '✕':
			b.fault(i, "乘号写成了“"+string(r)+"”", "请写 *")
		case '÷', '／':
			b.fault(i, "除号写成了“"+string(r)+"”", "请写 /")
		case '−', '－', '—', '–':
			b.fault(i, "减号写成了“"+string(r)+"”", "请写 -")
		case '＋':
			b.fault(i, "加号写成了“＋”", "请写 +")
		case '（', '）', '，', '．', '。', '、', '；', '：', '？', '＜', '＞', '＝', '％', '！', '≥', '≤', '≠', '　':
			b.fault(i, "“"+string(r)+"”不是公式里的符号", "请用英文输入法的符号（≥ 写 >=，≤ 写 <=，≠ 写 !=）")
		case '０', '１', '２', '３', '４', '５', '６', '７', '８', '９':
			b.fault(i, "“"+string(r)+"”是全角数字", "请写半角数字")
		}
	}
	for _, comment := range []string{"//", "/*"} {
		if i := strings.Index(b.text, comment); i >= 0 {
			b.fault(i, "公式里不能写“"+comment+"”", "说明请写在 TOML 的 # 后面；相除只写一个 /")
		}
	}
}

// tokens lets through only what formulas are made of.
func (b *builder) tokens() {
	tokens, err := lexer.Lex(file.NewSource(b.text))
	if err != nil {
		b.syntax(err)
		return
	}
	for _, t := range tokens {
		at := b.offset(t.From)
		switch t.Kind {
		case lexer.Operator:
			b.operator(at, t.Value)
		case lexer.Bracket:
			if t.Value != "(" && t.Value != ")" {
				b.fault(at, "公式里不能用“"+t.Value+"”", "只有圆括号 ( )")
			}
		case lexer.String, lexer.Bytes:
			b.fault(at, "公式里不能写文字", "指标直接写它的 key，例如 spent / budget")
		case lexer.Number:
			if _, err := money.ParseNumber(t.Value); err != nil || len(t.Value) > 18 {
				b.fault(at, "“"+t.Value+"”不是可以用的数", "请写普通的十进制数，例如 0.5，最多18个字符")
			}
		}
	}
}

func (b *builder) operator(at int, s string) {
	switch s {
	case "+", "-", "*", "/", ",", ".", "<", "<=", ">", ">=", "==", "!=", "?", ":", "&&", "||", "!", "and", "or", "not":
	case "=":
		b.fault(at, "公式里不能用“=”", "比较是否相等请写 ==")
	case "%":
		b.fault(at, "公式里不能用“%”", "百分之几请写成小数，例如 90% 写 0.9")
	default:
		b.fault(at, "公式里不能用“"+s+"”", "可以用 + - * /，比较 < <= > >= == !=，条件 a > b ? x : y")
	}
}

// syntax retells a fault that expr found.
func (b *builder) syntax(err error) *node {
	var e *file.Error
	if !errors.As(err, &e) {
		return b.fault(0, "公式读不通", "")
	}
	at := b.offset(e.From)
	rest := strings.TrimSpace(b.text[at:])
	if strings.Contains(e.Message, "EOF") || strings.Contains(e.Message, "unexpected end") || rest == "" {
		return b.fault(len(b.text), "公式没有写完", "看看是否少了数、指标或右括号")
	}
	word := rest
	if i := strings.IndexAny(rest, " \t\n"); i > 0 {
		word = rest[:i]
	}
	if utf8.RuneCountInString(word) > 12 {
		word = string([]rune(word)[:12]) + "…"
	}
	return b.fault(at, "在“"+word+"”处读不通", "看看前面是否少了运算符、逗号或括号")
}
