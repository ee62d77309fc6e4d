package source

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// isLeaf reports whether values of the type are filled from one TOML value.
func isLeaf(t reflect.Type) bool {
	switch reflect.Zero(t).Interface().(type) {
	case String, Bool, Int, Date, Number, Amount, Stated:
		return true
	}
	return false
}

// leaf fills a leaf, or reports why it cannot; it returns false for what is none.
func (b *binder) leaf(n *Node, v reflect.Value) bool {
	switch p := v.Addr().Interface().(type) {
	case *String:
		b.string(n, p)
	case *Bool:
		b.bool(n, p)
	case *Int:
		b.int(n, p)
	case *Date:
		b.date(n, p)
	case *Number:
		b.number(n, p)
	case *Amount:
		b.amount(n, p)
	case *Stated:
		b.stated(n, p)
	default:
		return false
	}
	return true
}

// wrong reports a value of another type than the one that is wanted.
func (b *binder) wrong(n *Node, wanted, hint string) {
	b.fault(RuleWrongType, n.Place, fmt.Sprintf("%s要写%s，这里写的是%s", named(n), wanted, n.Kind), hint)
}

func named(n *Node) string {
	if n.Key == "" {
		return "这一项"
	}
	return "“" + short(n.Key) + "”"
}

// bad reports a number that is none.
func (b *binder) bad(n *Node, err error) {
	var e *NumberError
	if !errors.As(err, &e) {
		b.fault(RuleBadNumber, n.Place, err.Error(), "")
		return
	}
	e.Text = short(e.Text)
	b.fault(RuleBadNumber, n.Place, e.Error(), e.Hint)
}

func (b *binder) string(n *Node, p *String) {
	s, ok := n.Value.(string)
	if !ok {
		hint := ""
		if n.Kind != KindTable && n.Kind != KindArray {
			hint = "两边加英文双引号：\"" + short(n.Literal) + "\""
		}
		b.wrong(n, "文字", hint)
		return
	}
	*p = String{Value: s, Place: n.Place, Set: true, literal: n.Literal}
}

func (b *binder) bool(n *Node, p *Bool) {
	v, ok := n.Value.(bool)
	if !ok {
		b.wrong(n, " true 或 false", "true 是“是”，false 是“否”；不加引号")
		return
	}
	*p = Bool{Value: v, Place: n.Place, Set: true}
}

func (b *binder) int(n *Node, p *Int) {
	i, ok := n.Value.(int64)
	if !ok {
		hint := "写成 7 的样子，不加引号，不带小数"
		if s, isText := n.Value.(string); isText {
			if d, err := ParseNumber(s); err == nil && d.Scale == 0 {
				hint = "去掉引号：" + s
			}
		}
		b.wrong(n, "整数", hint)
		return
	}
	if e := bareFault(n); e != nil {
		b.bad(n, e)
		return
	}
	*p = Int{Value: i, Place: n.Place, Set: true}
}

func (b *binder) date(n *Node, p *Date) {
	t, ok := n.Value.(time.Time)
	switch {
	case ok && n.Kind == KindDate:
		*p = Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Place: n.Place, Set: true}
		return
	case ok:
		b.wrong(n, "日期", "只写日期，不写钟点：2024-03-31")
		return
	}
	hint := "写成 2024-03-31 的样子，不加引号"
	if s, isText := n.Value.(string); isText {
		if y, m, d, ok := looseDate(s); ok {
			hint = fmt.Sprintf("写成 %04d-%02d-%02d，不加引号", y, m, d)
		}
	}
	b.wrong(n, "日期", hint)
}

// numeric reports whether a node is a number or a text that may be one; otherwise
// it reports the fault.
func (b *binder) numeric(n *Node, wanted, hint string) bool {
	switch n.Kind {
	case KindString:
		return true
	case KindInteger, KindFloat:
		if e := bareFault(n); e != nil {
			b.bad(n, e)
			return false
		}
		return true
	}
	b.wrong(n, wanted, hint)
	return false
}

// text is a number's text: the string's value, or the literal.
func text(n *Node) string {
	if s, ok := n.Value.(string); ok {
		return s
	}
	return n.Literal
}

func (b *binder) number(n *Node, p *Number) {
	if !b.numeric(n, "数", "写成 526.87 的样子") {
		return
	}
	d, err := ParseNumber(strings.Trim(text(n), " \t"))
	if err != nil {
		b.bad(n, err)
		return
	}
	*p = Number{Value: d, Literal: text(n), Place: n.Place, Set: true}
}

func (b *binder) amount(n *Node, p *Amount) {
	if !b.numeric(n, "金额", "写成 498.31 或 \"2026400元\" 的样子") {
		return
	}
	a, err := ParseAmount(text(n), b.ctx.Unit)
	if err != nil {
		b.bad(n, err)
		return
	}
	a.Place, a.Set = n.Place, true
	*p = a
}

func (b *binder) stated(n *Node, p *Stated) {
	if !b.numeric(n, "报告印出来的数", "照原样写在英文双引号里：\"95%\"") {
		return
	}
	s := ParseStated(text(n))
	if strings.TrimSpace(s.Text) == "" {
		b.fault(RuleBadNumber, n.Place, named(n)+"是空的", "报告没有印出这个数就删去这一行")
		return
	}
	s.Place, s.Set = n.Place, true
	*p = s
}
