statement-untitled = Communiqué sans titre
statement-warning = Avertissement sur le contenu :
statement-show-text = Afficher le texte
statement-edited = Modifié le { $when }
statement-in-languages = En { $languages }
statement-newer = Communiqués plus récents
statement-older = Communiqués plus anciens
statement-pages = Autres communiqués
statement-by = Communiqué de <a>{ $coalition }</a>
statement-in-campaign = dans la campagne <a>{ $campaign }</a>
statement-of = Communiqué de { $name }
statement-published = Publié le { $when }
statement-changes = Voir ce qui a changé
statement-languages = Langues de ce communiqué
statement-translated = Ceci est une traduction. <a>Lire l’original</a>
statement-attached = Pièces jointes
statement-undescribed = Fichier sans description
statement-image = Image ({ $name })
statement-sound = Son ({ $name })
statement-film = Vidéo ({ $name })
statement-tags = Mots-clés
statement-replies =
    { $count ->
        [one] <strong>{ $count }</strong> réponse
       *[other] <strong>{ $count }</strong> réponses
    }
statement-boosts =
    { $count ->
        [one] <strong>{ $count }</strong> partage
       *[other] <strong>{ $count }</strong> partages
    }
statement-likes =
    { $count ->
        [one] <strong>{ $count }</strong> favori
       *[other] <strong>{ $count }</strong> favoris
    }
statement-check = Comment vérifier une copie
statement-signed-by = Ce texte est signé par { $coalition }. Changer un seul mot brise la signature. Une copie que l’on vous montre ailleurs est authentique si elle a les mêmes mots que la copie signée.
statement-proof = Clé, empreinte et copie signée
statement-save-copy = Enregistrez la <a>copie signée (JSON)</a>.
statement-compare = Comparez ses mots avec la copie que l’on vous a montrée.
statement-verify = Vérifiez la signature avec la clé ci-dessous. Tout programme pour la méthode eddsa-jcs-2022 peut le faire, sans ce site.
statement-compare-key = Comparez la clé avec celle que { $coalition } vous a transmise par une autre voie, par exemple sur papier.
statement-key = Clé
statement-digest = Empreinte de la copie signée (SHA-256)
statement-signed = Signé
statement-pass-on = À lire, à faire circuler, à vérifier :
statement-qr = Code QR avec l’adresse de cette page
