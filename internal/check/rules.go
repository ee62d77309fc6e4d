package check

// Rules lists every rule in the order of their ids.
func Rules() []Rule {
	return []Rule{
		ruleC1, ruleC2, ruleC3, ruleC4, ruleC5, ruleC6, ruleC7, ruleC8, ruleC9, ruleC10,
		ruleC11, ruleC12, ruleC13, ruleC14, ruleC15, ruleC16, ruleC17, ruleC18, ruleC19, ruleC20,
		ruleC21, ruleC22, ruleC23, ruleC24, ruleC25, ruleC26, ruleC27, ruleC28, ruleC29, ruleC30,
		ruleC31, ruleC32, ruleC33, ruleC34, ruleC35, ruleC36, ruleC37, ruleC38, ruleC39, ruleC40,
		ruleC41, ruleC42, ruleC43, ruleC44, ruleC45, ruleC46, ruleC47, ruleC48, ruleC49, ruleC50,
		ruleC51, ruleC52, ruleC53, ruleC54, ruleC55, ruleC56, ruleC57, ruleC58, ruleC59, ruleC60,
		ruleC61, ruleC62, ruleC63, ruleC64, ruleC65, ruleC66, ruleC67, ruleC68, ruleC69, ruleC70,
		ruleC71, ruleC72, ruleC73,
	}
}
