package money

// Sum returns the sum of the numbers, 0 for none: what adding them one by one
// gives, for less work, since it is brought into lowest terms only once.
func Sum(ns ...Number) Number {
	num, den := int64(0), int64(1)
	for i, n := range ns {
		x, y, ok := addSmall(num, den, n.num, n.denom())
		if n.r != nil || !ok {
			return addAll(Frac(num, den), ns[i:])
		}
		num, den = x, y
	}
	return Frac(num, den)
}

func addAll(sum Number, ns []Number) Number {
	for _, n := range ns {
		sum = sum.Add(n)
	}
	return sum
}
