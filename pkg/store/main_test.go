package store_test

import (
	"testing"

	"intouch/pkg/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
