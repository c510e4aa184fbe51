-- The membership of the cluster's silos, for Orleans' ADO.NET clustering. Orleans knows one table by name,
-- OrleansQuery; all else it does through the texts in there, by the names of their parameters and result columns.

CREATE TABLE cluster_versions (
    cluster_id text PRIMARY KEY,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Each silo writes its row every second (i_am_alive_at): room in the page keeps those updates off the index.
CREATE TABLE cluster_silos (
    cluster_id text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL,
    suspected_by text,
    started_at timestamptz NOT NULL,
    i_am_alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
) WITH (fillfactor = 50);

CREATE TABLE OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH added AS (
        INSERT INTO cluster_versions (cluster_id, version, changed_at) VALUES (@DeploymentId, 0, now())
        ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM added)
$query$),

-- The version is the table's lock: of several writers that have read the same one, the first wins, and the others
-- read again. A write changes version and row, or neither.
('InsertMembershipKey', $query$
    WITH turn AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM cluster_silos
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster_id),
    added AS (
        INSERT INTO cluster_silos (cluster_id, address, port, generation, name, host, status, gateway_port, started_at, i_am_alive_at)
        SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turn
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM added)
$query$),

('UpdateMembershipKey', $query$
    WITH turn AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM cluster_silos
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster_id),
    changed AS (
        UPDATE cluster_silos AS silo
        SET status = @Status, suspected_by = @SuspectTimes, i_am_alive_at = greatest(silo.i_am_alive_at, @IAmAliveTime)
        FROM turn
        WHERE silo.cluster_id = turn.cluster_id AND silo.address = @Address AND silo.port = @Port AND silo.generation = @Generation
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM changed)
$query$),

('UpdateIAmAlivetimeKey', $query$
    UPDATE cluster_silos SET i_am_alive_at = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),

('MembershipReadRowKey', $query$
    SELECT cluster.version AS Version, silo.address AS Address, silo.port AS Port, silo.generation AS Generation, silo.name AS SiloName,
        silo.host AS HostName, silo.status AS Status, silo.gateway_port AS ProxyPort, silo.suspected_by AS SuspectTimes,
        silo.started_at AS StartTime, silo.i_am_alive_at AS IAmAliveTime
    FROM cluster_versions AS cluster
    LEFT JOIN cluster_silos AS silo
        ON silo.cluster_id = cluster.cluster_id AND silo.address = @Address AND silo.port = @Port AND silo.generation = @Generation
    WHERE cluster.cluster_id = @DeploymentId
$query$),

('MembershipReadAllKey', $query$
    SELECT cluster.version AS Version, silo.address AS Address, silo.port AS Port, silo.generation AS Generation, silo.name AS SiloName,
        silo.host AS HostName, silo.status AS Status, silo.gateway_port AS ProxyPort, silo.suspected_by AS SuspectTimes,
        silo.started_at AS StartTime, silo.i_am_alive_at AS IAmAliveTime
    FROM cluster_versions AS cluster
    LEFT JOIN cluster_silos AS silo ON silo.cluster_id = cluster.cluster_id
    WHERE cluster.cluster_id = @DeploymentId
$query$),

('GatewaysQueryKey', $query$
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
    FROM cluster_silos
    WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$query$),

-- 6 is SiloStatus.Dead.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM cluster_silos WHERE cluster_id = @DeploymentId AND status = 6 AND i_am_alive_at < @IAmAliveTime
$query$),

('DeleteMembershipTableEntriesKey', $query$
    WITH removed AS (DELETE FROM cluster_silos WHERE cluster_id = @DeploymentId)
    DELETE FROM cluster_versions WHERE cluster_id = @DeploymentId
$query$);
