-- What waits at the desk is counted on each of its pages: mails that were given up apart from the many that were sent.
CREATE INDEX mails_failed ON mails (id) WHERE state = 'failed';
