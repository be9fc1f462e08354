refusal-role-draft = Hindi ka pinapayagan ng tungkulin mo na sumulat ng mga burador.
refusal-role-approve = Hindi ka pinapayagan ng tungkulin mo na sumang-ayon o maglathala. Mga tagapagsalita at tagapangasiwa ang gumagawa nito.
refusal-role-admit = Hindi ka pinapayagan ng tungkulin mo na magsabi kung sino ang magiging kasapi.
refusal-role-invite = Hindi ka pinapayagan ng tungkulin mo na mag-imbita ng bagong { $role }.
refusal-role-decide = Hindi ka pinapayagan ng tungkulin mo na magpasya tungkol kay { $name }.
refusal-role-owner = Tagapangasiwa lang ang nagsasabi ng tungkulin ng iba.
