package check

// Versus names what a rule holds a stated value against: 重算 where it computes
// the value anew, else the word for what it compares with, so that a budget or a
// threshold is never taken for a recomputation.
func Versus(rule string) string {
	switch rule {
	case "C17", "C19", "C23", "C72":
		return "预算"
	case "C2":
		return "总数"
	case "C18":
		return "年初"
	case "C16", "C21", "C43":
		return "上年"
	case "C24":
		return "编制"
	case "C27", "C29":
		return "批准"
	case "C30", "C31", "C46", "C55", "C59":
		return "应为"
	case "C34":
		return "界线"
	case "C35", "C36", "C38", "C39", "C40", "C52":
		return "门槛"
	case "C57", "C60", "C68":
		return "期限"
	case "C70":
		return "复核"
	}
	return "重算"
}
