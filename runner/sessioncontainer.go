package runner

import "context"

// Launch says how a copy of an image is started in a session. The service's port is published on a free port of
// loopback, and the limits are those of a grade.
type Launch struct {
	Name    string   // short, once in a session
	Image   string   // empty for the learner's
	Options []string // more of `docker run`, such as --restart on-failure
}

// Container is one running copy of an image.
type Container struct {
	session *Session
	c       *container
}

// ContainerState is what Docker says about a container just now.
type ContainerState struct {
	Running  bool
	ExitCode int
	Restarts int    // how often Docker started it again by itself
	Address  string // where it can be asked now: a start may bring another port
}

// Run starts a copy of the image and does not wait for anything.
func (s *Session) Run(ctx context.Context, l Launch) (*Container, error) {
	c, err := s.g.startWithRetry(ctx, launch{name: s.name(l.Name), port: ServicePort, image: l.Image, options: l.Options})
	if err != nil {
		return nil, s.asError(ctx, &s.g.ex.Checks[1], s.g.failedStart(ctx, c, err))
	}
	return &Container{session: s, c: c}, nil
}

// Name is the container's name.
func (c *Container) Name() string { return c.c.name }

// Address is where the service can be asked since its first start, as host:port; empty where it is not published.
func (c *Container) Address() string { return c.c.address }

// State asks Docker.
func (c *Container) State(ctx context.Context) (ContainerState, error) {
	st, err := c.c.inspect(ctx)
	if err != nil {
		return ContainerState{}, err
	}
	endpoint, err := c.session.g.endpoint()
	if err != nil {
		return ContainerState{}, err
	}
	return ContainerState{
		Running: st.State.Running, ExitCode: st.State.ExitCode, Restarts: st.RestartCount,
		Address: st.address(c.c.port, remoteHost(endpoint)),
	}, nil
}

// Signal sends a signal to the container's process: STOP freezes it, CONT lets it go on, KILL ends it.
func (c *Container) Signal(ctx context.Context, name string) error {
	_, err := c.session.g.docker.run(ctx, "kill", "--signal", name, c.c.name)
	return err
}

// Remove removes the container at once.
func (c *Container) Remove(ctx context.Context) { c.session.remove(ctx, c.c) }
