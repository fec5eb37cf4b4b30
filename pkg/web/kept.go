package web

import (
	"context"
	"slices"
)

// keptAtMost is how many answers are kept that took long to work out.
const keptAtMost = 8

// kept are the last answers that took long to work out, by what was asked. Whoever
// asks while one is being worked out waits for it, rather than work it out beside.
type kept[K comparable, V any] struct {
	turn    chan struct{} // holds one token: whose turn it is
	answers []keptAnswer[K, V]
}

type keptAnswer[K comparable, V any] struct {
	key   K
	value V
}

func newKept[K comparable, V any]() *kept[K, V] {
	k := &kept[K, V]{turn: make(chan struct{}, 1)}
	k.turn <- struct{}{}
	return k
}

// get is the answer to what was asked, made only if it is not kept.
func (k *kept[K, V]) get(ctx context.Context, key K, work func() (V, error)) (answer V, err error) {
	select {
	case <-k.turn:
	case <-ctx.Done():
		return answer, ctx.Err()
	}
	defer func() { k.turn <- struct{}{} }()
	for _, a := range k.answers {
		if a.key == key {
			return a.value, nil
		}
	}
	if answer, err = work(); err != nil {
		return answer, err
	}
	if len(k.answers) == keptAtMost {
		k.answers = slices.Delete(k.answers, 0, 1)
	}
	k.answers = append(k.answers, keptAnswer[K, V]{key, answer})
	return answer, nil
}
