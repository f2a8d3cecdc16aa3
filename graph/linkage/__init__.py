"""Which cases belong together, of which kind and why: pure, from what cases share to links and matters."""
