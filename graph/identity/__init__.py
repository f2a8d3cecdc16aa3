"""Who is the same person: pure, from mentions and judgements to people and the reasons for them."""
