package metric

import (
	"reflect"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// field is a place in a record where departments give a number, by its path in
// the file: funds.budget, staff.employed.
type field struct {
	path  string
	index []int
	money bool
	whole bool // a whole number of things
}

// root is the type of the record of a scope.
func root(s scope) reflect.Type {
	if s == ofProject {
		return reflect.TypeFor[record.Project]()
	}
	return reflect.TypeFor[record.Report]()
}

// findField finds the field with that path, or nil.
func findField(all []*field, path string) *field {
	for _, f := range all {
		if f.path == path {
			return f
		}
	}
	return nil
}

// fields lists every number that a record of the scope can hold, lists apart.
func fields(s scope) []*field { return appendFields(nil, root(s), "", nil) }

func appendFields(out []*field, t reflect.Type, path string, index []int) []*field {
	for i := range t.NumField() {
		sf := t.Field(i)
		tag := sf.Tag.Get("toml")
		if tag == "" || tag == "-" || tag == "@" || sf.Type.Kind() != reflect.Struct {
			continue
		}
		at := append(index[:len(index):len(index)], i)
		name := tag
		if path != "" {
			name = path + "." + tag
		}
		switch reflect.Zero(sf.Type).Interface().(type) {
		case source.Amount:
			out = append(out, &field{path: name, index: at, money: true})
		case source.Int:
			out = append(out, &field{path: name, index: at, whole: true})
		case source.Number:
			out = append(out, &field{path: name, index: at})
		case source.String, source.Bool, source.Date, source.Stated, source.Place:
		default:
			out = appendFields(out, sf.Type, name, at)
		}
	}
	return out
}

// read is what the record gives: a sum of money in 分, or a plain number.
func (f *field) read(of reflect.Value) (n money.Number, at source.Place, given bool) {
	switch v := of.FieldByIndex(f.index).Addr().Interface().(type) {
	case *source.Amount:
		if v.Set {
			return v.Value.Number(), v.Place, true
		}
	case *source.Int:
		if v.Set {
			return money.Int(v.Value), v.Place, true
		}
	case *source.Number:
		if v.Set {
			return v.Value.Number, v.Place, true
		}
	}
	return money.Number{}, source.Place{}, false
}

// coreKeys are the inputs that every catalogue has, and that have a figure even
// where a department does not give them.
func coreKeys(s scope) []string {
	if s == ofProject {
		return []string{"budget", "spent"}
	}
	return []string{"budget", "spent", "project_budget", "project_spent"}
}
