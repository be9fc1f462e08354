role-member = kasapi
role-moderator = tagapamagitan
role-editor = patnugot
role-spokesperson = tagapagsalita
role-owner = tagapangasiwa
