# Roles, in forms that fit every person.
role-member = miembro
role-moderator = moderación
role-editor = edición
role-spokesperson = portavoz
role-owner = responsable
