// Package chart draws series of exact numbers: a bar whose thin end is opened
// into a second, magnified bar, and bars in the cells of a table on one shared
// round scale. A drawing is lines, rectangles and text in whole numbers, so it is
// the same on every processor.
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
