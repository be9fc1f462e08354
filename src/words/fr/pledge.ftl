pledge-standing = { $count ->
    [one] { $count } personne soutient ceci
   *[other] { $count } personnes soutiennent ceci
}
pledge-goal = Prochain objectif : { $count }
pledge-others = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
pledge-standing-about = { $count ->
    [one] Environ { $count } personne soutient ceci
   *[other] Environ { $count } personnes soutiennent ceci
}
pledge-others-about = { $count ->
    [one] et environ { $count } autre
   *[other] et environ { $count } autres
}
pledge-heading = Signer
pledge-hint = Sans compte. Vous recevez un courriel avec un lien, et votre signature ne compte que lorsque vous l’ouvrez.
pledge-name = Votre nom
pledge-mail = Votre adresse électronique
pledge-mail-hint = Pour le lien de confirmation. Elle n’est jamais montrée.
pledge-own-signed = Vous avez signé
pledge-own-hint = Vous êtes connecté·e : un geste suffit, et votre signature compte aussitôt.
pledge-shown = Que peuvent voir les autres de votre nom ?
pledge-shown-hidden = Rien : je suis seulement compté
pledge-shown-initials = Les initiales
pledge-shown-name = Mon nom
pledge-place = Où vous êtes
pledge-optional = Vous pouvez laisser ce champ vide.
pledge-comment = Pourquoi vous signez
pledge-comment-hint = Vous pouvez laisser ce champ vide. Il n’est pas montré.
pledge-trap = Laissez ce champ vide
pledge-consent = Je soutiens ceci et j’accepte que { $name } garde ma signature jusqu’à ce que je l’efface.
pledge-send = Signer
pledge-privacy-sealed = Ce que vous écrivez est scellé aussitôt, si bien que ce serveur ne peut plus le lire. Seule { $name } le peut, avec une clé gardée ailleurs. Le courriel contient un lien qui efface tout.
pledge-privacy = Votre adresse n’est pas gardée : seulement une empreinte, pour que vous comptiez une fois. De votre nom, seul ce que vous permettez ci-dessus est gardé. Le courriel contient un lien qui efface tout.
pledge-name-missing = Écrivez votre nom
pledge-name-long = Votre nom est trop long. Raccourcissez-le
pledge-place-long = Le lieu est trop long. Raccourcissez-le
pledge-comment-long = C’est trop long. Raccourcissez à 500 caractères
pledge-mail-wrong = Ce n’est pas une adresse à laquelle on peut écrire. Elle ressemble à nom@example.org
pledge-shown-missing = Choisissez ce que les autres peuvent voir de votre nom
pledge-consent-missing = Cochez que vous êtes d’accord. Sans cela, rien n’est gardé
pledge-wait-title = Beaucoup de personnes signent en ce moment
pledge-wait = Attendez cinq secondes, puis appuyez sur le bouton. Ce que vous avez écrit n’est pas perdu.
pledge-wait-button = Signer
pledge-wait-privacy = Rien de ce que vous avez écrit n’est gardé ici avant que vous appuyiez.
pledge-asked-title = Regardez votre boîte aux lettres
pledge-asked = Si cette adresse peut recevoir du courrier, elle en aura un de nous dans quelques minutes. Ouvrez le lien : alors seulement votre signature compte. Sinon elle est effacée après deux jours.
pledge-asked-junk = Rien reçu ? Regardez dans les indésirables, puis réessayez.
pledge-confirm-title = Confirmez votre signature
pledge-confirm = Soutenez-vous « { $name } » ?
pledge-confirm-button = Oui, comptez-moi
pledge-confirm-not-you = Si ce n’est pas vous qui avez signé, fermez cette page. Tout sera effacé.
pledge-counts-title = Merci. Votre signature compte
pledge-counts = Vous soutenez maintenant <a>{ $name }</a>.
pledge-counts-share = <a>Faites passer</a> : chaque personne en amène une autre.
pledge-counts-erase = Vous pouvez la <a>retirer</a> à tout moment.
pledge-erase-title = Retirer votre signature ?
pledge-erase = Elle ne compte plus, et rien de ce que vous avez écrit n’est gardé.
pledge-erase-button = Effacer ma signature
pledge-erased-title = Votre signature est effacée
pledge-erased = Rien n’en est plus gardé ici.
pledge-stale-title = Ce lien ne fonctionne plus
pledge-stale = Il est trop ancien, a déjà servi ou a été coupé en route. Rien n’a été changé. Si vous avez confirmé, vous comptez.
pledge-over-title = Personne ne peut signer ici pour l’instant
pledge-over = Cette campagne ne prend pas de signatures par ce formulaire en ce moment. Rien n’a été compté, et rien de ce que vous avez écrit n’est gardé.
pledge-full-title = Trop de personnes signent en ce moment
pledge-full = Rien de ce que vous avez écrit n’a été gardé. Revenez dans une heure, ou signez depuis Mastodon si vous y avez un compte.
pledge-mail-subject = { $name } : confirmez votre signature
pledge-mail-asked = Quelqu’un, vous peut-être, a signé « { $name } » avec cette adresse.
pledge-mail-shown = Les autres verront : { $name }
pledge-mail-hidden = Votre nom n’est montré à personne.
pledge-mail-confirm = Ouvrez ceci pour confirmer, dans les deux jours :
pledge-mail-erase = Pour la retirer et tout effacer, maintenant ou plus tard, ouvrez :
pledge-mail-not-you = Si ce n’était pas vous, ne faites rien. Elle ne compte pas et sera effacée après deux jours.
pledge-mail-twice-subject = { $name } : vous avez déjà signé
pledge-mail-twice = Vous avez déjà signé « { $name } ». Vous comptez une fois, et rien n’a été changé.
pledge-desk-title = Signatures
pledge-desk-none = Il n’y a pas encore de campagne à signer.
pledge-desk-numbers-only = Des nombres seulement : personne ici ne peut voir qui a signé.
pledge-desk-campaign = Campagne
pledge-desk-all = Toutes
pledge-desk-form = Par formulaire
pledge-desk-fediverse = Depuis d’autres serveurs
pledge-desk-members = Membres
pledge-desk-elsewhere = Chez les partenaires
pledge-desk-export = Sortir (scellées)
pledge-desk-key-title = La clé avec laquelle les signatures sont scellées
pledge-desk-key-none = Il n’y en a pas encore. D’ici là, de ce que les signataires écrivent, seul le nom à montrer est gardé.
pledge-desk-key-is = Les signatures sont scellées avec cette clé. Seul qui tient l’autre moitié peut les lire :
pledge-desk-key-how = Faites une paire de clés sur une autre machine, avec « antiphon pledge key new » ou « age-keygen », et ne mettez ici que la ligne publique. Gardez la moitié privée loin de ce serveur, avec une copie ailleurs.
pledge-desk-key = La clé publique
pledge-desk-key-hint = Une ligne qui commence par age1
pledge-desk-key-save = Sceller avec cette clé désormais
pledge-desk-key-saved = Les signatures sont désormais scellées avec cette clé. Les précédentes restent scellées avec la clé de leur temps.
pledge-names-title = Noms affichés
pledge-names-lead = Tout le monde les lit sous la campagne. Retirez ce qui ne doit pas y figurer, une insulte par exemple : la signature compte toujours, et la personne n’est pas prévenue.
pledge-names-none = Aucun nom n’est affiché ici.
pledge-names-hide = Masquer ce nom
pledge-names-hidden = Le nom n’est plus affiché. La signature compte comme avant.
pledge-names-pages = Plus de noms
pledge-names-newer = Les noms les plus récents
pledge-names-older = Noms plus anciens
