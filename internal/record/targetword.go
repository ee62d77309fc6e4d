package record

import "strings"

// parseWord reads what one word says; nil for anything else.
func parseWord(s string) Target {
	if s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "≥") || strings.HasPrefix(s, "≤") {
		return nil
	}
	s = strings.TrimPrefix(s, "=")
	switch s {
	case "不适用", "/", "-", "--", "---", "//", "无", "N/A", "n/a", "NA", "na", "无此项", "不涉及", "无需填报":
		return NotApplicable{s}
	case "零", "没有", "未发生", "不发生", "无发生", "零发生", "没有发生", "未出现", "杜绝", "零容忍":
		return Zero{}
	case "完成", "已完成", "全部完成", "已全部完成", "完成任务", "已达成", "达成", "已实现", "实现", "按时完成", "按期完成", "已按时完成", "是", "有", "已落实", "已建成":
		return Done{Word: s, Yes: true}
	case "部分完成", "基本完成", "正在进行", "进行中", "部分达成", "部分实现", "基本实现":
		return Done{Word: s, Parts: true}
	case "未完成", "没有完成", "未达成", "未实现", "否", "未落实", "未开展", "未实施", "尚未完成":
		return Done{Word: s}
	}
	if rest, ok := strings.CutPrefix(s, "零"); ok && isEvent(rest) {
		return Zero{}
	}
	if rest, ok := strings.CutPrefix(s, "无"); ok && isEvent(rest) {
		return Zero{}
	}
	if band := bandOf(s); band > 0 {
		return Tier{s, band}
	}
	if isTier(s) {
		return Tier{Word: s}
	}
	return nil
}

// isEvent reports whether a text names something that had better not happen: 事故,
// 重大安全事故, 投诉.
func isEvent(s string) bool {
	for _, e := range []string{"事故", "投诉", "上访", "违规", "违纪", "伤亡", "死亡", "差错", "案件", "舆情", "纠纷", "事件", "发生", "缺陷", "污染", "拖欠"} {
		if strings.HasSuffix(s, e) && len([]rune(s)) <= 12 {
			return true
		}
	}
	return false
}

// bandOf is the band of 财预〔2020〕10号 that a text words, 0 for none.
func bandOf(s string) int {
	switch s {
	case "达成年度指标", "达成预期指标", "达成年度目标", "达成预期目标", "全部或基本达成预期指标", "全部或基本达成年度指标", "基本达成年度指标", "基本达成预期指标":
		return 1
	case "部分达成年度指标并具有一定效果", "部分达成预期指标并具有一定效果", "部分达成年度指标", "部分达成预期指标", "部分达成年度目标", "部分达成预期目标":
		return 2
	case "未达成年度指标且效果较差", "未达成预期指标且效果较差", "未达成年度指标", "未达成预期指标", "未达成年度目标", "未达成预期目标":
		return 3
	}
	return 0
}

// isTier reports whether a text is a word of a scale.
func isTier(s string) bool {
	const words = " 优 优秀 优良 良 良好 中 中等 差 较差 很差 好 较好 很好 非常好 一般 较高 高 很高 较低 低 " +
		"合格 基本合格 不合格 达标 基本达标 未达标 不达标 通过 不通过 满意 基本满意 较满意 非常满意 不满意 " +
		"明显 较明显 显著 不明显 有效 基本有效 及时 不及时 健全 基本健全 不健全 合规 不合规 规范 不规范 安全 稳定 " +
		"有所提升 明显提升 显著提升 有所改善 明显改善 显著改善 有所提高 明显提高 显著提高 A B C D AA AAA 甲 乙 丙 丁 一级 二级 三级 一等 二等 三等 "
	return s != "" && !strings.Contains(s, " ") && strings.Contains(words, " "+s+" ")
}
