account-you = Vous êtes { $name }, avec le rôle « { $role } » chez { $coalition }.
account-moving = Emporter vos abonnements et vos listes, les apporter ici ou déménager
account-no-password = Vous n’avez pas encore de mot de passe : vous entrez par des liens que quelqu’un crée pour vous.
account-password = Votre mot de passe
account-present-password = Votre mot de passe actuel
account-new-password = Nouveau mot de passe
account-password-effect = Un nouveau mot de passe ferme votre session sur tous les autres appareils et dans toutes les applications.
account-change-password = Changer le mot de passe
account-set-password = Définir le mot de passe
account-second-step = Deuxième étape
account-authenticator-on = Quand vous vous connectez avec votre mot de passe, un code de votre application d’authentification vous est aussi demandé.
account-codes-left =
    { $count ->
        [one] Il reste { $count } code de secours.
       *[other] Il reste { $count } codes de secours.
    }
account-authenticator-why = Une application d’authentification montre sur votre téléphone un nouveau code toutes les 30 secondes. Avec elle, un mot de passe volé n’ouvre rien à lui seul.
account-new-codes = Créer de nouveaux codes de secours
account-turn-off = Désactiver
account-turn-on = Activer
account-set-up = Configurer une application d’authentification
account-sessions = Vos sessions ouvertes
account-sessions-known = Nous savons quand une session a été ouverte, et rien de l’appareil ni du lieu.
account-this-device = Cet appareil.
account-by-link = Depuis le { $since }, par lien. Prend fin le { $until }.
account-by-password = Depuis le { $since }, avec mot de passe. Prend fin le { $until }.
account-end = Y mettre fin
account-since = (depuis le { $when })
account-end-others = Se déconnecter partout ailleurs
account-authenticator-how = Ouvrez votre application d’authentification, ajoutez un compte à la main et saisissez cette clé. Ou ouvrez l’adresse ci-dessous sur l’appareil où se trouve l’application.
account-key = Clé
account-address = Adresse
account-authenticator-effect = Rien ne change tant que le code n’est pas juste. Ensuite, votre session est fermée sur tous les autres appareils et dans toutes les applications.
account-code-hint = Les six chiffres que votre application d’authentification montre maintenant
account-not-now = Pas maintenant
account-codes-title = Codes de secours
account-codes-heading = Vos codes de secours
account-codes-how = Chacun vous permet d’entrer une fois à la place d’un code, si vous perdez votre application d’authentification. Notez-les et gardez-les là où personne ne regarde : ils ne sont montrés que maintenant.
account-codes = Codes
account-codes-done = Je les ai notés
account-done-password = Votre mot de passe est changé. Votre session est fermée partout ailleurs.
account-done-off = L’application d’authentification est désactivée. Votre mot de passe suffit pour entrer.
account-done-ended = C’est fait. Ce qui a été fermé ne peut plus servir.
account-not-yours = Ce n’est pas votre mot de passe. Saisissez celui avec lequel vous vous connectez.
account-fault-password-blank = Saisissez le nouveau mot de passe.
