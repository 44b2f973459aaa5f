"""The peers: how other programs set the same deck, with templates of ours."""
