# Roles, in forms that fit every person.
role-member = membro
role-moderator = moderação
role-editor = edição
role-spokesperson = porta-voz
role-owner = responsável
