publish-check = Vérifiez avant de publier
publish-check-change = Vérifiez la modification
publish-nobody-follows = <strong>Aucun autre serveur ne suit encore.</strong> Le texte apparaît tout de suite sur la page publique, et tout le monde peut le copier.
publish-goes-to =
    { $count ->
        [one] Ceci part vers { $count } serveur et ne peut pas être rappelé.
       *[other] Ceci part vers { $count } serveurs et ne peut pas être rappelé.
    }
publish-can-read =
    { $count ->
        [one] { $count } personne peut le lire là-bas.
       *[other] { $count } personnes peuvent le lire là-bas.
    }
publish-earlier-text = D’autres serveurs peuvent continuer à montrer l’ancien texte. Toutes les versions restent publiques ici.
publish-copies-stay = Vous pourrez le modifier ou le retirer plus tard, mais des copies peuvent rester.
publish-signed-by = Votre nom n’est pas montré : c’est signé par { $coalition }.
publish-preview = Voici comment il apparaîtra
publish-to =
    { $count ->
        [0] Publier
        [one] Publier vers { $count } serveur
       *[other] Publier vers { $count } serveurs
    }
publish-change-to =
    { $count ->
        [0] Publier la modification
        [one] Publier la modification vers { $count } serveur
       *[other] Publier la modification vers { $count } serveurs
    }
publish-go-back = Revenir et modifier
