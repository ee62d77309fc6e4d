package check

import "mingbai/internal/source"

// The rules below are kept by the build, by its tests or by people; check lists
// them and finds nothing by them.

var ruleC32 = Rule{
	ID: "C32", Severity: source.Error, ByBuild: true,
	Title:   "网页、PDF 和数据出自同一版本",
	Explain: "网页、PDF 和数据文件由同一次生成写出，都印着数据版本和输入的散列值，整个目录一次替换。由生成站点时保证，并有测试核对两种输出的数一一相同，不需要人做什么。",
	Source:  "政府信息公开工作规范",
}

var ruleC64 = Rule{
	ID: "C64", Severity: source.Error, ByBuild: true,
	Title:   "网页和 PDF 都有，文字不丢",
	Explain: "每份报告都生成网页和 PDF；PDF 里的文字提取出来与原文一字不差。缺字体、缺字会使生成失败，并指出是哪个字。由生成站点时和测试保证。",
	Source:  "GB/T 9704-2012",
}

var ruleC65 = Rule{
	ID: "C65", Severity: source.Error, Spared: true, ByBuild: true, Manual: true,
	Title:   "链接有效，旧网址还在",
	Explain: "站内链接都是相对地址，指向生成的文件，没有孤立的页面；网址由文件夹名和文件名组成，不改名就不变。由生成站点的测试保证。换了文件夹名、撤下报告时，要由人留下旧网址的去向。",
	Source:  "国办发〔2017〕47号",
}

var ruleC66 = Rule{
	ID: "C66", Severity: source.Warning, Spared: true, ByBuild: true,
	Title:   "无障碍",
	Explain: "语言标记、标题层次、表头、图的文字说明、颜色对比、键盘可用，由版式和测试保证；自己改了版式的，用无障碍检查工具再看一遍。",
	Source:  "GB/T 37668-2019；无障碍环境建设法",
}
