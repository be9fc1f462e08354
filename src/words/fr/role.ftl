# Roles, in forms that fit every person.
role-member = membre
role-moderator = modération
role-editor = rédaction
role-spokesperson = porte-parole
role-owner = responsable
