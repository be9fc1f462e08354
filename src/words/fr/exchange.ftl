exchange-title = Appels et idées
exchange-lead = Ce que demandent les coalitions qui travaillent avec { $name }, et ce qui a marché pour elles.
exchange-none = Aucun appel n’est ouvert.
exchange-all = Tout afficher
exchange-kinds = Sortes
exchange-kind-legal-aid = Aide juridique
exchange-kind-translation = Traduction
exchange-kind-witnesses = Témoins et observation
exchange-kind-mirror = Héberger une copie
exchange-kind-funds = Argent
exchange-kind-other = Autre chose
exchange-kind-idea = Une idée qui a marché
exchange-state-open = Ouvert
exchange-state-answered = A reçu réponse
exchange-state-closed = Clos
exchange-by = De { $name }
exchange-until = Jusqu’au { $name }
exchange-languages = Réponses en :
exchange-adopted = { $count ->
    [one] Reprise une fois
   *[other] Reprise { $count } fois
}
exchange-desk-title = Échange
exchange-desk-lead = Les appels et idées qui vous sont parvenus, et les vôtres.
exchange-open-calls = Appels qui vous sont parvenus
exchange-own-calls = Les vôtres
exchange-no-own = Vous n’en avez publié aucun.
exchange-new = Publier un appel ou une idée
exchange-new-kind = Pour quoi
exchange-new-title = Titre
exchange-new-text = Texte
exchange-new-text-hint = Markdown. N’écrivez rien qui mette quelqu’un en danger.
exchange-new-language = Langue du texte
exchange-new-sectors = Domaines d’action
exchange-new-languages = Langues dans lesquelles vous comprenez une réponse
exchange-new-languages-hint = Des codes séparés par des virgules, comme en, es
exchange-new-until = Dernier jour
exchange-new-until-hint = Comme 2027-03-01. Peut rester vide.
exchange-new-no-language = Choisissez la langue du texte.
exchange-new-no-day = Écrivez le jour comme 2027-03-01, ou laissez vide.
exchange-new-not-language = « { $name } » n’est pas une langue. Écrivez en, es, pt-BR.
exchange-new-no-title = Donnez-lui un titre.
exchange-new-readers = Qui peut le lire
exchange-new-everybody = Tout le monde
exchange-new-partners = Seulement les abonnés et les partenaires
exchange-new-consequence = Cela part vers toutes les personnes qui suivent la coalition et vers chaque partenaire de l’annuaire. Cela ne peut pas être rappelé.
exchange-publish = Publier
exchange-read = Le lire là où il a été publié
exchange-messages = Messages
exchange-no-message = Il n’y a pas encore de message.
exchange-private = Seules votre coalition et la leur peuvent le lire.
exchange-answer = Répondre
exchange-answer-text = Votre réponse
exchange-answer-hint = Seules la coalition à qui vous répondez et les personnes qui gèrent son serveur peuvent la lire.
exchange-answer-send = Envoyer en privé
exchange-settle = Où il en est
exchange-mark-answered = Il a reçu réponse
exchange-mark-closed = Le clore
exchange-mark-open = Il demande de nouveau
exchange-adopt = La reprendre
exchange-adopt-handle = Identifiant de la nouvelle campagne
exchange-adopt-handle-hint = Lettres minuscules, chiffres, _ et -, comme riviere-propre
exchange-adopt-words = Un mot à qui a eu l’idée
exchange-adopt-what-happens = Elle devient ici le brouillon d’une campagne qui nomme sa source. La coalition d’origine est prévenue en privé.
exchange-adopt-button = En faire un brouillon
exchange-took-it-up = a repris votre idée
exchange-done-published = Publié.
exchange-done-answered = Envoyé. Seule cette coalition peut le lire.
exchange-done-settled = Enregistré. Toutes celles qui l’avaient reçu sont prévenues.
exchange-done-adopted = Le brouillon est écrit. Personne au dehors ne peut le voir.
exchange-inspired = D’après une idée de { $name } :
exchange-card-open = { $count ->
    [0] Aucun appel ouvert
    [one] { $count } appel ouvert ou idée
   *[other] { $count } appels ouverts et idées
}
