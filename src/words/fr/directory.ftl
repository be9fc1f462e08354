directory-title = Coalitions et campagnes
directory-lead = Elles travaillent avec { $name }. Chacune a accepté de figurer ici.
directory-count = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
directory-none = Personne ne figure encore ici.
directory-none-found = Personne ne figure ici sous ces mots.
directory-by-sector = Par domaine d’action
directory-by-region = Par région
directory-by-language = Par langue
directory-by-state = Par avancement de la campagne
directory-all = Tout afficher
directory-coalition = Coalition
directory-campaign = Campagne
directory-follow = Suivre depuis votre serveur
directory-follow-of = : { $name }
directory-regions = Régions :
directory-languages = Langues :
directory-follow-all = Les suivre toutes d’un coup
directory-follow-all-hint = Copiez cette adresse dans le champ de recherche d’un serveur Mastodon, version 4.6 ou plus récente :
directory-logo = Logo de { $name }
directory-desk-title = Annuaire
directory-desk-lead = Les coalitions et campagnes que vous montrez. Aucune n’est montrée sans son accord, et personne ne montre les vôtres sans le vôtre.
directory-ask-heading = Demander à quelqu’un
directory-ask-label = Coalition ou campagne
directory-ask-hint = Un identifiant comme @coalition@example.org, ou l’adresse de sa page
directory-ask-what-happens = Elle reçoit une demande signée. Elle est montrée dès qu’elle accepte.
directory-ask-button = Demander l’accord
directory-requests = Qui veut montrer les vôtres
directory-no-request = Personne n’a demandé.
directory-request-of = veut montrer { $name }
directory-request-shows = montre { $name }
directory-accept = Accepter
directory-decline = Dire non
directory-revoke = Le retirer
directory-entries = Coalitions et campagnes connues
directory-candidates = Connues et pas encore sollicitées
directory-own = Les vôtres
directory-show-own = Montrer dans l’annuaire
directory-hide-own = Ne pas montrer
directory-remove = Enlever
directory-ask-again = Demander
directory-state-candidate = Pas demandé
directory-state-asked = Demandé, pas encore de réponse
directory-state-listed = Montrée
directory-state-declined = A dit non
directory-state-withdrawn = A retiré son accord
directory-lists = Listes des partenaires
directory-lists-lead = Les partenaires publient des listes signées de qui ils montrent. Une liste vous dit seulement à qui vous pourriez demander.
directory-no-list = Aucun partenaire ne publie encore de liste.
directory-list-read = Lue
directory-list-never = Pas encore lue.
directory-list-trouble = N’a pas pu être lue : { $name }
directory-look = La lire maintenant
directory-trust = Demander à toutes celles qu’elle nomme
directory-distrust = Ne demander à personne d’office
directory-named = Nommées par des partenaires
directory-open-heading = D’autres peuvent-ils montrer les vôtres ?
directory-is-open = D’autres peuvent demander. Celles que vous suivez ou montrez reçoivent un oui tout de suite ; les autres vous attendent ici.
directory-is-closed = Personne ne peut montrer les vôtres, et personne ne peut demander.
directory-close = Ne laisser personne montrer les nôtres
directory-close-consequence = Tout ce que vous avez permis est retiré. C’est irréversible : il faudra demander de nouveau.
directory-reopen = Laisser d’autres demander
directory-describe-heading = Ce sur quoi travaille votre coalition
directory-describe-sectors = Domaines d’action
directory-describe-regions = Régions
directory-describe-regions-hint = Des codes séparés par des virgules : un pays comme HU, une partie comme HU-BU
directory-describe-languages = Langues
directory-describe-languages-hint = Des codes séparés par des virgules, comme en, es
directory-describe-save = Enregistrer
directory-done-asked = La demande est partie. Elles seront montrées quand elles accepteront.
directory-done-listed = Elles sont montrées maintenant.
directory-done-removed = Elles ne sont plus montrées.
directory-done-accepted = Elles peuvent montrer les vôtres.
directory-done-declined = Elles ne peuvent pas montrer les vôtres.
directory-done-changed = Enregistré.
directory-done-read = La liste a été lue.
directory-to-page = Voir la page publique
directory-card-coalitions = { $count ->
    [one] { $count } coalition
   *[other] { $count } coalitions
}
directory-card-campaigns = { $count ->
    [one] { $count } campagne
   *[other] { $count } campagnes
}
