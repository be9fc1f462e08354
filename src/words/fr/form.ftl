form-problem = Il y a un problème
form-error = Erreur :
form-continue = Continuer
form-own-address = Votre propre adresse
form-own-address-hint = Un nom et un serveur, comme @vous@serveur.example
