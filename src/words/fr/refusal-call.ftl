refusal-call-past = L’appel prendrait fin avant de commencer. Choisissez un jour à venir.
refusal-call-many = Un appel peut en avoir { $count } au plus : { $what }.
refusal-call-over = L’appel est clos et n’accepte plus de réponses.
refusal-call-closed = L’appel est clos. Publiez-en un nouveau.
refusal-call-no-idea = Seule une idée peut être reprise. Répondez plutôt à l’appel.
refusal-call-own-call = C’est votre propre appel. Répondez à un message en dessous.
refusal-call-own-message = C’est votre propre message. Répondez à ce qui vous a été écrit.
refusal-call-empty = Écrivez votre réponse.
