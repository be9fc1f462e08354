# The rooms of the desk, in its navigation.
room-campaigns = Campaigns
room-people = People and roles
room-reports = Reports
room-audit = Audit log
room-queue = Queues
# Neighbouring pages of a long list.
room-newer = To the newest
room-older = Older
