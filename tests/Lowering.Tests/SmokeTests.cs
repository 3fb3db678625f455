namespace Devmem.Lowering.Tests;

public class SmokeTests
{
    [Fact]
    public void The_project_loads() => Assert.True(true);
}
