package linebreak

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// words are what random paragraphs are made of.
var words = strings.Split("预 算 绩 效 自 评 ， 。 、 ； ： ？ ！ “ ” 《 》 （ ） —— …… · / % ℃ 2023年 36.89万元 300余人 ≥50个 第十二条 第 3 〔2023〕10号 GB/T_9704-2012 "+
	"content/2023/zhengxie/report.toml:12:9 https://example.org/a?b=c TOML it’s software _ __ \u200b － × ÷ ± ￥ № ( ) , . - ① ㎡ 々 𠮷 e\u0301 \u00a0 \u3000", " ")

// TestRandom holds random paragraphs of several runs against the laws.
func TestRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var s Scratch
	for range 6000 {
		var runs []Run
		for range 1 + rnd.IntN(4) {
			var b strings.Builder
			for range rnd.IntN(30) {
				b.WriteString(strings.ReplaceAll(words[rnd.IntN(len(words))], "_", " "))
			}
			runs = append(runs, Run{Text: b.String(), Face: grid{narrowQuotes: rnd.IntN(3) == 0}, Size: em, Tracking: -int64(rnd.IntN(2) * 120), Glue: rnd.IntN(6) == 0})
		}
		p := Params{Width: halves(2 + rnd.IntN(60)), First: halves(rnd.IntN(5)), Hang: halves(rnd.IntN(3)), Justify: rnd.IntN(2) == 0, Hanging: rnd.IntN(2) == 0, Align: Align(rnd.IntN(3))}
		r := s.Break(runs, p)
		if forced := check(t, runs, p, r); forced > 0 && !s.opened() {
			t.Errorf("a bad break without need: %s", joined(r))
		}
		check(t, runs, p, Balance(runs, p, rnd.IntN(4)))
		if t.Failed() {
			t.Fatalf("%+v\n%+v", runs, p)
		}
	}
}
