// Package chart draws series of exact numbers. A drawing is lines, rectangles and
// text in whole numbers, so it is the same on every processor. There is
//
//   - Execution: how much of a whole is done, with its thin end opened into a second,
//     magnified bar;
//   - Scale: bars in the cells of a table on one round scale that they share;
//   - Years: how measures went through the years, one line below the other;
//   - Bands: how far values reach on a scale that is divided into named bands;
//   - Distribution: how many values fall into each class, with some of them marked.
//
// Everything is told by form and position, nothing by colour. Labels stand at what
// they name; where there is no room for all of them, those that say most stand, and
// each says from which width of the drawing on (doc.Label.Least).
//
// The package knows scales and proportions. It must not know what a number means,
// where a drawing is painted, or in which unit anything is published.
package chart

import (
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// position turns a share of the width (0 to 1) into millionths, rounded once and
// kept within the drawing.
func position(share money.Number) int {
	n, ok := share.Mul(money.Int(doc.Full)).Round(0, money.HalfUp).Int64()
	switch {
	case share.Sign() <= 0:
		return 0
	case !ok || n > doc.Full:
		return doc.Full
	}
	return int(n)
}

// share is part ÷ whole; 0 when there is no whole.
func share(part, whole money.Number) money.Number {
	q, ok := part.Quo(whole)
	if !ok {
		return money.Int(0)
	}
	return q
}

// floor is the largest whole number that is not above n, and at most limit.
func floor(n money.Number, limit int64) int64 {
	if n.Cmp(money.Int(limit)) >= 0 {
		return limit
	}
	i, _ := n.Round(0, money.HalfUp).Int64()
	if money.Int(i).Cmp(n) > 0 {
		i--
	}
	return i
}
