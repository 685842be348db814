-- What is there to measure? One row for each series.
select m.metric, m.help, array(select l.key from jsonb_each_text(m.labels) l order by l.key) as label_names, array(select l.value from jsonb_each_text(m.labels) l order by l.key) as label_values, m.value
from kalends.metrics(:most::integer) m
order by m.metric
