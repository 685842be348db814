-- From now on this session hears what is said on a channel. No lock.
listen ${channel}
